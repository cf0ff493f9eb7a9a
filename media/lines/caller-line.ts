import type { FromService, ToService } from './protocol.ts';

/** The line broke its own rules: the call ends with this reason in its record. */
export class LineFault extends Error {
  override readonly name = 'LineFault';
  /** A word for it that a program can act on. */
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** What a kind of line does in its own way. All of it may throw `LineFault`. */
export interface CallerLine {
  /** A binary frame of the caller's. */
  binary(bytes: Uint8Array): void;
  /** A message that only this kind of line has. */
  message(message: ToService): void;
  /** Sees everything that the service tells the caller. */
  told(message: FromService): void;
  /** Called every 20 ms. */
  tick(): void;
}

/** What a line makes happen in its call. */
export interface LineEvents {
  /** The caller's voice, as 8 kHz samples. */
  hear(samples: Int16Array): void;
  /** The caller pressed these keys: 0 to 9, * and #. */
  keyed(keys: string): void;
  hangUp(): void;
}
