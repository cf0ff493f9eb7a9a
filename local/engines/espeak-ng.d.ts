/** The part of the package's interface that is used here; it ships no types. */
declare module '@echogarden/espeak-ng-emscripten' {
  interface Worker {
    set_voice(identifier: string): number;
    set_rate(wordsPerMinute: number): number;
    set_pitch(pitch: number): number;
    /** Calls back with signed 16-bit samples as they are made; an answer of true stops. */
    synthesize(text: string, onAudio: (samples: Int16Array | undefined, events: unknown) => boolean): void;
    readonly samplerate: number;
  }
  interface Engine {
    eSpeakNGWorker: new () => Promise<Worker> | Worker;
  }
  export default function create(): Promise<Engine>;
}
