/** Samples a second: audio is held and processed at telephone rate. */
export const SAMPLE_RATE = 8_000;
/** Audio goes in and out in frames of this length, so that it can be cut within one. */
export const FRAME_MS = 20;
export const FRAME_SAMPLES = (SAMPLE_RATE * FRAME_MS) / 1_000;
