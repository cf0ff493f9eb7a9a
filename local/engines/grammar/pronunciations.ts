/**
 * Pronunciations that callers use and the CMU pronouncing dictionary lacks, in its ARPAbet phones: of words that
 * it does not have, and further ones of words that it has.
 */
export const PRONUNCIATIONS: Readonly<Record<string, readonly string[]>> = {
  toothache: ['T UW TH EY K', 'T Y UW TH EY K', 'T IH TH EY K'],
  'mm-hmm': ['M HH M'],
  hmm: ['HH M'],
  priya: ['P R IY Y AH'],
  whitening: ['W AY T AH N IH NG', 'W AY T N IH NG'],
  tankless: ['T AE NG K L AH S'],
  // The vowel of "two" is said far forward in most American speech, and glides over into a following "oh".
  two: ['T Y UW'],
  oh: ['W OW', 'N OW'],
};
