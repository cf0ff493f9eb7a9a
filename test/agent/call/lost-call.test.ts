import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { endLostCalls } from '../../../agent/call/end-lost-calls.ts';
import { type EndOfCall, endOfLostCall, SHORTEST_LOSS_MS } from '../../../agent/call/lost-call.ts';
import type { TurnRecord } from '../../../agent/call/turn-record.ts';
import { Line } from '../../../agent/turn/turn-request.ts';
import { aTurnRecord } from '../../builders/turn-record.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** When the newest turn of the calls here was committed. */
const THEN_MS = Date.parse(aTurnRecord().at);

const endAfter = (quietMs: number, newest: TurnRecord) => endOfLostCall(newest, THEN_MS + quietMs);

describe('a call that nobody holds any more', () => {
  it('is ended as lost, by the turn that follows its newest one', () => {
    const newest = aTurnRecord({ turn: 7 });
    expect(endAfter(10 * MINUTE_MS, newest)).toEqual({
      callId: newest.callId,
      turn: 8,
      line: 'browser',
      mode: 'commit',
      cause: 'call-ended',
      reason: 'line-lost',
      detail: `nobody has held the line since ${newest.at}`,
    });
  });

  it.each<[string, number, Partial<TurnRecord['state']>]>([
    ['a telephone call whose caller may still talk to Lex', 29 * MINUTE_MS, { line: 'connect' }],
    ['a caller who waits for a person', DAY_MS - 1, { line: 'connect', status: 'transferring' }],
    ['a chat that rests', DAY_MS - 1, { line: 'text' }],
    ['a caller who tells a long story', 9 * MINUTE_MS, { line: 'sip' }],
  ])('is not %s', (_, quietMs, state) => {
    const newest = aTurnRecord({ state });
    expect(endAfter(quietMs, newest)).toBeUndefined();
    expect(endAfter(quietMs + MINUTE_MS, newest)).toMatchObject({ cause: 'call-ended' });
  });

  it('is not one that has ended, however long ago', () => {
    expect(endAfter(100 * DAY_MS, aTurnRecord({ state: { status: 'ended' } }))).toBeUndefined();
  });

  it('ended with the transfer when a person had taken it over', () => {
    const spoken = aTurnRecord({ state: { line: 'connect', status: 'transferring' } });
    const { callId, turn, line, mode } = spoken.request;
    const request = {
      callId,
      turn,
      line,
      mode,
      cause: 'transfer-progressed',
      progress: 'agent-connected',
    } as const;
    expect(endAfter(DAY_MS, { ...spoken, request })).toMatchObject({ reason: 'transferred' });
  });

  it('is never one that the sweep would not have asked for', () => {
    const line = fc.constantFrom(...Line.options);
    fc.assert(
      fc.property(line, fc.integer({ min: 0, max: SHORTEST_LOSS_MS - 1 }), (line, quietMs) => {
        expect(endAfter(quietMs, aTurnRecord({ state: { line } }))).toBeUndefined();
      }),
    );
  });
});

describe('the sweep', () => {
  const lost = aTurnRecord({ callId: crypto.randomUUID() });
  const held = {
    ...aTurnRecord({ callId: crypto.randomUUID() }),
    at: new Date(THEN_MS + 9 * MINUTE_MS).toISOString(),
  };
  const nowMs = THEN_MS + 10 * MINUTE_MS;

  async function swept(calls: readonly (TurnRecord | string)[]) {
    const ended: EndOfCall[] = [];
    const failed: string[] = [];
    const asked: string[] = [];
    const records = new Map(calls.flatMap((call) => (typeof call === 'string' ? [] : [[call.callId, call]])));
    const outcome = await endLostCalls(
      {
        async *openCalls(startedBefore) {
          asked.push(startedBefore);
          yield* calls.map((call) => (typeof call === 'string' ? call : call.callId));
        },
        newestTurn: async (callId) => {
          if (callId === 'broken') throw new Error('no turn');
          return records.get(callId);
        },
        end: async (request) => void ended.push(request),
        failed: (callId) => void failed.push(callId),
      },
      nowMs,
    );
    return { outcome, ended, failed, asked };
  }

  it('ends the calls that nobody holds and leaves the others alone', async () => {
    const { outcome, ended, asked } = await swept([held, lost, 'unknown']);
    expect(ended.map(({ callId }) => callId)).toEqual([lost.callId]);
    expect(outcome).toEqual({ open: 3, ended: 1, failed: 0 });
    expect(asked).toEqual([new Date(nowMs - SHORTEST_LOSS_MS).toISOString()]);
  });

  it('tells of a call that it cannot read, and ends the others', async () => {
    const { outcome, ended, failed } = await swept(['broken', lost]);
    expect(ended).toHaveLength(1);
    expect(failed).toEqual(['broken']);
    expect(outcome).toEqual({ open: 2, ended: 1, failed: 1 });
  });
});
