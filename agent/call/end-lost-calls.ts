import { type EndOfCall, endOfLostCall, SHORTEST_LOSS_MS } from './lost-call.ts';
import type { TurnRecord } from './turn-record.ts';

/** What the sweep for lost calls needs of the world. */
export interface SweepPorts {
  /** Ids of the calls that began before `startedBefore` (ISO-8601, UTC) and of which no end is known. */
  openCalls(startedBefore: string): AsyncIterable<string>;
  /** The newest committed turn, strongly consistent. */
  newestTurn(callId: string): Promise<TurnRecord | undefined>;
  /** Has the turn taken that ends the call. Asking twice is safe: a turn is committed once. */
  end(request: EndOfCall): Promise<void>;
  /** A call that could not be looked at or ended; the others are. */
  failed(callId: string, cause: unknown): void;
}

/** How many calls were looked at, ended, and could not be. */
export interface Sweep {
  open: number;
  ended: number;
  failed: number;
}

/**
 * Ends every call that nobody holds any more (see `lost-call.ts`), so that the record is right whatever died.
 * A call that cannot be read or ended is told of and does not keep the others from being.
 *
 * @param nowMs milliseconds since the epoch.
 * @throws what `openCalls` throws.
 */
export async function endLostCalls(ports: SweepPorts, nowMs: number): Promise<Sweep> {
  const sweep: Sweep = { open: 0, ended: 0, failed: 0 };
  for await (const callId of ports.openCalls(new Date(nowMs - SHORTEST_LOSS_MS).toISOString())) {
    sweep.open += 1;
    try {
      if (await endIfLost(callId, ports, nowMs)) sweep.ended += 1;
    } catch (cause) {
      sweep.failed += 1;
      ports.failed(callId, cause);
    }
  }
  return sweep;
}

async function endIfLost(callId: string, ports: SweepPorts, nowMs: number): Promise<boolean> {
  const newest = await ports.newestTurn(callId);
  const end = newest === undefined ? undefined : endOfLostCall(newest, nowMs);
  if (end === undefined) return false;
  await ports.end(end);
  return true;
}
