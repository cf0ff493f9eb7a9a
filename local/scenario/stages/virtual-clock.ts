import * as z from 'zod';
import { beginningOf } from '../../../agent/scenario/call-id.ts';
import { TURN_SPACING_MS } from '../../../agent/scenario/play.ts';

/**
 * Loaded into a function's process before its bundle (`--import`): sets the clock of each invocation to the
 * time of its scenario. A call id of UUID version 7 tells when the call begins, and turns are so and so far
 * apart; from the invocation on the clock runs as usual. For other calls it is ahead of the real time by
 * `SCENARIO_AHEAD_MS`.
 */
const Invocation = z.object({ payload: z.string() });
const Turn = z.object({ callId: z.string(), turn: z.int().positive() });

const RealDate = Date;
const unlessToldMs = Number(process.env.SCENARIO_AHEAD_MS);
let aheadMs = unlessToldMs;

const now = (): number => RealDate.now() + aheadMs;

globalThis.Date = new Proxy(RealDate, {
  construct: (target, given, newTarget) =>
    Reflect.construct(target, given.length === 0 ? [now()] : given, newTarget),
  get: (target, key) => (key === 'now' ? now : Reflect.get(target, key)),
});

process.on('message', (message) => {
  aheadMs = virtualTime(message) - RealDate.now();
});

function virtualTime(message: unknown): number {
  const invocation = Invocation.safeParse(message);
  const turn = invocation.success ? Turn.safeParse(JSON.parse(invocation.data.payload)) : undefined;
  const beginsAtMs = turn?.success === true ? beginningOf(turn.data.callId) : undefined;
  if (turn?.success !== true || beginsAtMs === undefined) return RealDate.now() + unlessToldMs;
  return beginsAtMs + (turn.data.turn - 1) * TURN_SPACING_MS;
}
