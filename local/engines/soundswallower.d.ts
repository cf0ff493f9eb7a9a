/** The part of the package's interface that is used here; its own types do not fit Node's module resolution. */
declare module 'soundswallower' {
  export interface DecoderSettings {
    samprate: number;
    loglevel: 'ERROR';
    /** Path of a finite-state grammar. */
    fsg: string;
    /** Path of a pronunciation dictionary. */
    dict: string;
    /** Weight of the grammar's probabilities against those of the sound. */
    lw: number;
    /** Word insertion probability, 0 to 1: the lower, the fewer words. */
    wip: number;
    /** Mean of the thirteen cepstra that is taken off before any speech was heard, with commas between. */
    cmninit: string;
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
    /** Back to the audio settings of the beginning: what was learned of a voice is forgotten. */
    reinitialize_audio(): Promise<void>;
    start(): void;
    process_audio(samples: Float32Array): number;
    stop(): void;
    get_text(): string;
    get_alignment(): Segment;
    /** Gives its memory back; it cannot be used any more. */
    delete(): void;
  }
  export default function create(options: { modelBase: string }): Promise<{ Decoder: typeof Decoder }>;
}
