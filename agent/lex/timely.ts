import { takeTurn } from '../conversation/take-turn.ts';
import type { AnswerEvent } from '../turn/answer.ts';
import type { TurnRequest } from '../turn/turn-request.ts';
import type { HookPorts } from './hook-ports.ts';

/**
 * How long a caller hears nothing before they are asked for a moment. Most answers of a model take one to two
 * seconds; two models that are given up and the script after them take five.
 */
export const ONE_MOMENT_AFTER_MS = 5_500;
/** How often the record is looked into for a turn that is taken elsewhere. */
const LOOK_AGAIN_MS = 150;

/** An answer in time, or none yet. */
export type Timely = { inTime: true; events: AnswerEvent[] } | { inTime: false };

/**
 * Takes a turn, but no longer than `withinMs`: then it is broken off here, which leaves it as if never asked
 * for, and handed to where nobody waits. Both runs may cross: the record takes the turn once, and tools that
 * change something know their key.
 *
 * @throws what the turn throws.
 */
export async function takeTurnInTime(
  request: TurnRequest,
  ports: HookPorts,
  withinMs: number = ONE_MOMENT_AFTER_MS,
): Promise<Timely> {
  const abort = new AbortController();
  const cancel = ports.timer.after(withinMs, () => abort.abort());
  try {
    const late = Promise.withResolvers<'late'>();
    abort.signal.addEventListener('abort', () => late.resolve('late'), { once: true });
    const taken = collect(takeTurn(request, ports, { signal: abort.signal }));
    const first = await Promise.race([taken, late.promise]);
    if (first !== 'late') return { inTime: true, events: first };
    // What comes of it is nobody's answer any more; a failure of it must not end the process.
    taken.catch(() => undefined);
  } finally {
    cancel();
  }
  await ports.thinkOn(request);
  return { inTime: false };
}

async function collect(answer: AsyncIterable<AnswerEvent>): Promise<AnswerEvent[]> {
  const events: AnswerEvent[] = [];
  for await (const event of answer) events.push(event);
  return events;
}

/** Waits for a turn that is taken elsewhere to be in the record, no longer than `withinMs`. */
export async function awaitTurn(
  callId: string,
  turn: number,
  ports: HookPorts,
  withinMs: number = ONE_MOMENT_AFTER_MS,
): Promise<Timely> {
  const giveUpMs = ports.clock.now() + withinMs;
  for (;;) {
    const record = await ports.store.turn(callId, turn);
    if (record !== undefined) return { inTime: true, events: record.answer };
    if (ports.clock.now() >= giveUpMs) return { inTime: false };
    await new Promise<void>((resolve) => ports.timer.after(LOOK_AGAIN_MS, resolve));
  }
}
