/** Words that callers say and the CMU pronouncing dictionary lacks, in its ARPAbet phones. */
export const PRONUNCIATIONS: Readonly<Record<string, string>> = {
  toothache: 'T UW TH EY K',
  'mm-hmm': 'M HH M',
  hmm: 'HH M',
  priya: 'P R IY Y AH',
  whitening: 'W AY T AH N IH NG',
  rescheduling: 'R IY S K EH JH UH L IH NG',
};
