import { Writable } from 'node:stream';

/**
 * Where a streaming handler writes its answer: what it writes leaves at once, and what it writes in the same moment
 * leaves together.
 */
export class ResponseStream extends Writable {
  readonly #send: (chunk: Uint8Array) => void;
  #held: Uint8Array[] = [];

  constructor(send: (chunk: Uint8Array) => void) {
    super({ decodeStrings: true });
    this.#send = send;
  }

  setContentType(_contentType: string): void {
    // The content type of a function URL's answer: an invocation through Lambda's API has none.
  }

  override _write(chunk: Uint8Array, _encoding: BufferEncoding, done: () => void): void {
    if (this.#held.push(chunk) === 1) setImmediate(() => this.flush());
    done();
  }

  /** Lets go of what is held. It is held because each message between processes costs more than what is in it. */
  flush(): void {
    const held = this.take();
    if (held.byteLength > 0) this.#send(held);
  }

  /** What is held, for whoever brings it along with something else. */
  take(): Uint8Array {
    const held = Buffer.concat(this.#held);
    this.#held = [];
    return held;
  }
}

export type StreamingHandler = (event: unknown, stream: Writable, context: unknown) => unknown;

/** Marks a handler that streams its answer. */
const STREAMING = Symbol('streaming handler');
/** Eight zero bytes separate the answer's head from its body (Lambda developer guide, "Response streaming"). */
const HEAD_END = new Uint8Array(8);

/** The global `awslambda` of Lambda's managed Node runtimes. */
export const awslambda = {
  /** Tells the runtime that this handler writes its answer to a stream. */
  streamifyResponse: (handler: StreamingHandler): StreamingHandler =>
    Object.assign(handler, { [STREAMING]: true }),
  HttpResponseStream: {
    /** Puts status and headers before an answer, for function URLs. */
    from: (stream: Writable, head: unknown): Writable => {
      stream.write(JSON.stringify(head));
      stream.write(HEAD_END);
      return stream;
    },
  },
};

export function isStreaming(handler: object): boolean {
  return STREAMING in handler;
}
