declare module '@echogarden/fvad-wasm' {
  /** The C functions of libfvad (https://github.com/dpirch/libfvad) in one WebAssembly memory. */
  export interface Fvad {
    HEAP16: Int16Array;
    _malloc(bytes: number): number;
    _free(pointer: number): void;
    _fvad_new(): number;
    _fvad_free(detector: number): void;
    _fvad_reset(detector: number): void;
    /** 0 (quality) to 3 (very aggressive); -1 when refused. */
    _fvad_set_mode(detector: number, mode: number): number;
    _fvad_set_sample_rate(detector: number, rate: number): number;
    /** 1 voice, 0 none, -1 wrong length (10, 20 or 30 ms are right). */
    _fvad_process(detector: number, samples: number, count: number): number;
  }
  export default function load(): Promise<Fvad>;
}
