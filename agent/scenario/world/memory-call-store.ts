import type { TurnRecord } from '../../call/turn-record.ts';
import type { CallStore } from '../../conversation/ports.ts';

export interface MemoryCallStore extends CallStore {
  /** All committed turns, in the order in which they were committed. */
  readonly records: TurnRecord[];
}

/** A call store that keeps the one promise the domain relies on: a turn is stored once. */
export function memoryCallStore(): MemoryCallStore {
  const records: TurnRecord[] = [];
  const find = (callId: string, turn: number) =>
    records.find((record) => record.callId === callId && record.turn === turn);
  return {
    records,
    async newestTurn(callId) {
      return records
        .filter((record) => record.callId === callId)
        .toSorted((one, other) => one.turn - other.turn)
        .at(-1);
    },
    async turn(callId, turn) {
      return find(callId, turn);
    },
    async callsFrom(from) {
      const calls = records.filter((record) => record.state.from === from).map(({ callId }) => callId);
      return new Set(calls).size;
    },
    async commit(record) {
      if (find(record.callId, record.turn) !== undefined) return 'already-committed';
      // Stored as a database would store it: nothing that is changed later in memory shows in it.
      records.push(structuredClone(record));
      return 'committed';
    },
  };
}
