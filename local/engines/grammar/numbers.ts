import { combine, type Leg, type Place, wordsIn } from './network.ts';

const DIGITS = wordsIn('zero oh one two three four five six seven eight nine');
const TEENS = wordsIn('ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen');
const TENS = wordsIn('twenty thirty forty fifty sixty seventy eighty ninety');

/** One by one ("five"), doubled ("double two") or in pairs ("fifty five"); one by one is by far the most common. */
const GROUPS: [weight: number, phrases: string[]][] = [
  [60, DIGITS],
  [6, combine(['double', 'triple'], DIGITS)],
  [1, [...TENS, ...combine(TENS, DIGITS.slice(2))]],
  [0.3, [...TEENS, 'hundred']],
];

/** Numbers of people or things, as they are said by themselves. */
const COUNTS = wordsIn(
  'one two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty sixty',
);

/** A count beside its words: "table for four", "six people". */
export function countsBeside(besideNumbers: readonly string[]): string[] {
  const isBefore = (phrase: string): boolean => / (for|of)$/.test(phrase);
  return besideNumbers.flatMap((phrase) =>
    isBefore(phrase) ? combine([phrase, `a ${phrase}`], COUNTS) : combine(COUNTS, [phrase]),
  );
}

/**
 * A run of digits as phone numbers are read. At least three groups, so that a lone "three" stays a time of day;
 * as many as are wanted after that.
 */
export function digitsBetween(from: Place, to: Place): Leg[] {
  const run: Place[] = [1, 2, 3].map((groups) => ({
    name: `${groups} groups of digits`,
    ends: groups === 3,
  }));
  const [first, second, many] = run;
  if (first === undefined || second === undefined || many === undefined) return [];
  return [
    ...groups(from, first),
    ...groups(first, second),
    ...groups(second, many),
    ...groups(many, many),
    { from: many, to, weight: 20, phrases: [''] },
  ];
}

function groups(from: Place, to: Place): Leg[] {
  return GROUPS.map(([weight, phrases]) => ({ from, to, weight, phrases }));
}
