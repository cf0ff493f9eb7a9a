/** How a function's failure is told to whoever invoked it. */
export interface FunctionError {
  errorType: string;
  errorMessage: string;
  trace?: string[];
}

/** What came of an invocation. */
export type InvocationOutcome =
  /** `payload` is the answer as JSON text; empty when it was streamed, and `rest` what no chunk brought of it. */
  { kind: 'answered'; payload: string; rest?: Uint8Array } | { kind: 'failed'; error: FunctionError };

export interface Invocation {
  requestId: string;
  /** The event as JSON text. */
  payload: string;
  /** Takes each chunk of a streamed answer as it comes. When absent, a streamed answer is gathered. */
  onChunk?: (chunk: Uint8Array) => void;
}
