import { combine, type Leg, type Place, phrasesIn, wordsIn } from './network.ts';

const HOURS = wordsIn('one two three four five six seven eight nine ten eleven twelve');
const COMMON_MINUTES = phrasesIn("fifteen | thirty | forty five | o'clock");
const RARE_MINUTES = phrasesIn(
  'oh five | ten | twenty | twenty five | thirty five | forty | fifty | fifty five',
);
const HALVES = phrasesIn('a.m. | p.m. | in the morning | in the afternoon | in the evening | at night');

/** What a time is introduced with. */
export const AT = phrasesIn(
  'at | around | about | before | after | by | how about | what about | maybe | say',
);
/** Parts of the day, and which of the offered times is meant. */
export const PART_OF_DAY = phrasesIn(`in the morning | in the afternoon | in the evening | morning | afternoon
  | evening | the morning | the afternoon | the evening | any time | anytime | first thing in the morning
  | late morning | early afternoon | late afternoon | after lunch | before lunch | after work`);
export const WHICH_ONE =
  phrasesIn(`the first one | the second one | the third one | the last one | the earlier one
  | the later one | the earliest | the first | the second | the latest`);

/** A time of day: "three thirty", "half past two", "three p.m.", "noon". */
export function timeBetween(from: Place, to: Place): Leg[] {
  const hour: Place = { name: 'hour', ends: true };
  const minute: Place = { name: 'minute', ends: true };
  return [
    { from, to: hour, weight: 8, phrases: HOURS },
    {
      from,
      to: minute,
      weight: 1,
      phrases: combine(
        phrasesIn('half past | quarter past | a quarter past | quarter to | a quarter to | quarter after'),
        HOURS,
      ),
    },
    { from, to, weight: 1, phrases: phrasesIn('noon | midday | twelve noon') },
    { from: hour, to: minute, weight: 6, phrases: COMMON_MINUTES },
    { from: hour, to: minute, weight: 1, phrases: RARE_MINUTES },
    { from: hour, to: minute, weight: 6, phrases: [''] },
    { from: minute, to, weight: 3, phrases: HALVES },
    { from: minute, to, weight: 7, phrases: [''] },
  ];
}
