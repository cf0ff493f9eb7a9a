import type { TurnRequest } from '../../agent/turn/turn-request.ts';
import type { AsyncInvoker } from './async-invoker.ts';

/**
 * Hands a turn to the turn function without waiting for its answer: it is read from the record later. Lambda
 * may run it twice, which the record allows.
 */
export function turnHandOff(functionName: string): (request: TurnRequest) => Promise<void> {
  let invoker: Promise<AsyncInvoker> | undefined;
  // Most calls never hand a turn over: no cold start waits for Lambda's client.
  return async (request) => {
    invoker ??= import('./async-invoker.ts').then(({ asyncInvoker }) => asyncInvoker());
    const invoke = await invoker;
    await invoke(functionName, request);
  };
}
