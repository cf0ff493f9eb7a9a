import type { FunctionError } from './invocation.ts';

/** What a function's process is told. */
export interface InvokeMessage {
  requestId: string;
  payload: string;
  /** When the invocation is cut off, in milliseconds since the epoch. */
  deadlineMs: number;
}

/** What a function's process says. */
export type WorkerMessage =
  /** The function's module has been loaded: it can take invocations. */
  | { type: 'ready' }
  | { type: 'chunk'; bytes: Uint8Array }
  /** `rest` is the end of a streamed answer, which no chunk brought. */
  | { type: 'answered'; payload: string; rest?: Uint8Array }
  | { type: 'failed'; error: FunctionError };
