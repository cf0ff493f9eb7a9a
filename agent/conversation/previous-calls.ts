import type { CallState } from '../call/call-state.ts';
import { foldPreviousCalls } from '../call/fold-variables.ts';
import type { CompiledPlaybook } from '../playbook/compiled-playbook.ts';
import { namedVariables } from '../variables/named.ts';
import type { FirstTurnRequest } from './admit.ts';
import type { TurnPorts } from './ports.ts';

/**
 * How long the end of the first turn waits for the count, in milliseconds. It is asked for before the greeting is
 * spoken, and a query of an index takes a few milliseconds: what is not there by then is given up.
 */
export const WAIT_FOR_COUNT_MS = 250;

/**
 * Begins to count how often the caller called before, for a playbook that names `previous_calls`: undefined for one
 * that does not. Never throws; a count that fails or comes too late is not known.
 */
export function countPreviousCalls(
  { from, mode }: FirstTurnRequest,
  { source }: CompiledPlaybook,
  { store, timer }: Pick<TurnPorts, 'store' | 'timer'>,
): Promise<number | undefined> | undefined {
  if (mode === 'speculate' || !namedVariables(source).has('previous_calls')) return undefined;
  if (from === undefined) return Promise.resolve(0);
  const count = store.callsFrom(from).catch(() => undefined);
  const late = Promise.withResolvers<undefined>();
  const callOff = timer.after(WAIT_FOR_COUNT_MS, () => late.resolve(undefined));
  return Promise.race([count, late.promise]).finally(callOff);
}

/** The state with the count in it, once it is there. */
export async function withPreviousCalls(
  state: CallState,
  counting: Promise<number | undefined> | undefined,
  { source }: CompiledPlaybook,
): Promise<CallState> {
  const calls = await counting;
  return calls === undefined ? state : foldPreviousCalls(state, calls, source);
}
