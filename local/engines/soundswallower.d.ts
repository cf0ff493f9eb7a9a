/** The part of the package's interface that is used here; its own types do not fit Node's module resolution. */
declare module 'soundswallower' {
  export interface DecoderSettings {
    samprate: number;
    loglevel: 'ERROR';
    /** Path of a finite-state grammar. */
    fsg: string;
    /** Path of a pronunciation dictionary. */
    dict: string;
  }
  /** A stretch of time in seconds: what was recognised, or one of its words. */
  export interface Segment {
    /** Begin */
    b: number;
    /** Duration */
    d: number;
    /** Probability */
    p: number;
    /** Text */
    t: string;
    w?: Segment[];
  }
  export class Decoder {
    constructor(settings: DecoderSettings);
    initialize(): Promise<void>;
    start(): void;
    process_audio(samples: Float32Array): number;
    stop(): void;
    get_text(): string;
    get_alignment(): Segment;
  }
  export default function create(options: { modelBase: string }): Promise<{ Decoder: typeof Decoder }>;
}
