/** Voices of flite that the local recogniser hears well. */
export const FLITE_VOICES = ['slt', 'rms', 'awb', 'kal16'] as const;
export type FliteVoice = (typeof FLITE_VOICES)[number];

/** Speech as a caller's microphone would give it. */
export interface Speech {
  samples: Int16Array;
  /** Hz */
  sampleRate: number;
}
