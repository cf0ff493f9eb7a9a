import type { AnswerEvent } from '../../agent/turn/answer.ts';
import type { TurnRequest } from '../../agent/turn/turn-request.ts';
import type { TurnClient } from './ports.ts';

/** The requests of one call that are under way. */
export interface Asks {
  ask(id: number, request: TurnRequest): void;
  /** Nothing more is heard of it. */
  cancel(id: number): void;
  cancelAll(): void;
}

export interface AskEvents {
  onEvent(id: number, event: AnswerEvent): void;
  /** The answer could not be had, or ended without `done`. Not called for what was cancelled. */
  onFailed(id: number, request: TurnRequest, cause: unknown): void;
}

export function createAsks(turns: TurnClient, events: AskEvents): Asks {
  const running = new Map<number, AbortController>();

  function cancel(id: number): void {
    running.get(id)?.abort();
    running.delete(id);
  }

  return {
    ask(id, request) {
      const abort = new AbortController();
      running.set(id, abort);
      read(turns(request, abort.signal), abort.signal, (event) => events.onEvent(id, event))
        .catch((cause: unknown) => {
          if (!abort.signal.aborted) events.onFailed(id, request, cause);
        })
        .finally(() => running.delete(id));
    },
    cancel,
    cancelAll() {
      for (const id of [...running.keys()]) cancel(id);
    },
  };
}

/** Reads to the very end, or the connection could not be used again. */
async function read(
  answer: AsyncIterable<AnswerEvent>,
  signal: AbortSignal,
  onEvent: (event: AnswerEvent) => void,
): Promise<void> {
  let answered = false;
  for await (const event of answer) {
    if (signal.aborted) return;
    answered ||= event.type === 'done' || event.type === 'refused';
    onEvent(event);
  }
  if (!answered) throw new Error('The answer ended without "done".');
}
