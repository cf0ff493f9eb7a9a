import type { Recognisable, Sayable } from '../../agent/playbook/phrases.ts';
import type { Expect } from '../../agent/turn/expect.ts';
import { CALENDAR_DAY, ON, RELATIVE_DAY, WEEKDAY } from './grammar/dates.ts';
import { FIRST_NAMES, LAST_NAMES } from './grammar/names.ts';
import { combine, keepPronounceable, type Leg, type Network, type Place } from './grammar/network.ts';
import { countsBeside, digitsBetween } from './grammar/numbers.ts';
import * as talk from './grammar/talk.ts';
import { AT, PART_OF_DAY, timeBetween, WHICH_ONE } from './grammar/times.ts';

/**
 * What is listened for above all. Days, times, choices and yes or no are told apart well enough without being
 * asked for; names are not, and digits run into all that sounds like them.
 */
export const EMPHASES = ['anything', 'name', 'digits'] as const;
export type Emphasis = (typeof EMPHASES)[number];

/** What to listen for when the agent has asked for this kind of answer. */
export function emphasisOf(expected: Expect['kind']): Emphasis {
  return expected === 'name' || expected === 'digits' ? expected : 'anything';
}

export interface Grammar {
  network: Network;
  /** Words of the playbook that the recogniser cannot pronounce; phrases that hold one will not be heard. */
  leftOut: string[];
}

/** How much likelier the kind of answer that was asked for is than it would be otherwise. */
const ASKED_FOR = 30;

/**
 * Everything that a caller can be expected to say to an agent, in any combination: the playbook's own phrases,
 * names, numbers, days, times, assent, corrections and courtesy. What was asked for counts more; a name alone
 * is only heard when a name was asked for, since many names are also words ("will", "may", "price").
 * `pronounceable` tells which words the recogniser knows.
 */
export function grammarOf(
  playbook: Recognisable,
  emphasis: Emphasis,
  pronounceable: (word: string) => boolean,
): Grammar {
  const leftOut = new Set<string>();
  const network = keepPronounceable(networkOf(playbook, emphasis), pronounceable, (word) =>
    leftOut.add(word),
  );
  return { network, leftOut: [...leftOut] };
}

/** The places of a sentence. */
interface Places {
  start: Place;
  /** Where a clause begins: something must come. */
  clause: Place;
  /** After words that stand for themselves ("yes", "thank you"); any clause may follow. */
  said: Place;
  /** After "I'd like": something must come. */
  wish: Place;
  /** After something was named: a day, a reason, a goal; more about it may follow. */
  after: Place;
  day: Place;
  time: Place;
  name: Place;
  lastName: Place;
  number: Place;
  /** After a number: what belongs to a time of day ("a m") does not follow, and would take its last digit ("eight"). */
  numberSaid: Place;
  /** Where a sentence is over. */
  over: Place;
}

function networkOf(playbook: Recognisable, emphasis: Emphasis): Network {
  const places: Places = {
    start: { name: 'start', ends: true },
    clause: { name: 'clause', ends: false },
    said: { name: 'said', ends: true },
    wish: { name: 'wish', ends: false },
    after: { name: 'after', ends: true },
    day: { name: 'day', ends: false },
    time: { name: 'time', ends: false },
    name: { name: 'name', ends: false },
    lastName: { name: 'last name', ends: true },
    number: { name: 'number', ends: false },
    numberSaid: { name: 'number said', ends: true },
    over: { name: 'over', ends: true },
  };
  const { start, clause, said } = places;
  const legs: Leg[] = [
    { from: start, to: clause, weight: 20, phrases: [''] },
    { from: start, to: said, weight: 2, phrases: talk.GREETING },
    { from: start, to: said, weight: 1, phrases: talk.FILLER },
    { from: said, to: clause, weight: 10, phrases: [''] },
    { from: said, to: said, weight: 1, phrases: talk.TAIL },
    ...talkLegs(places),
    ...playbookLegs(playbook, places),
    ...dayAndTimeLegs(places),
  ];
  if (playbook.fieldTypes.includes('phone')) legs.push(...numberLegs(places, emphasis));
  if (playbook.fieldTypes.includes('person-name') && emphasis !== 'digits')
    legs.push(...nameLegs(places, emphasis));
  return { start, legs };
}

function talkLegs({ clause, said, after, wish }: Places): Leg[] {
  return [
    { from: clause, to: said, weight: 8, phrases: talk.PLAIN_ANSWERS },
    { from: clause, to: said, weight: 10, phrases: talk.YES },
    { from: clause, to: said, weight: 6, phrases: talk.NO },
    { from: clause, to: said, weight: 6, phrases: talk.COURTESY },
    { from: clause, to: said, weight: 6, phrases: talk.BACK_CHANNEL },
    { from: clause, to: clause, weight: 5, phrases: talk.CORRECTION },
    { from: clause, to: said, weight: 4, phrases: talk.ASIDE },
    { from: clause, to: wish, weight: 8, phrases: talk.WISH },
    { from: clause, to: after, weight: 2, phrases: talk.COMING },
    { from: clause, to: after, weight: 3, phrases: talk.PERSON },
    { from: clause, to: after, weight: 3, phrases: talk.OPT_OUT },
    { from: clause, to: said, weight: 1, phrases: talk.ANGER },
    { from: after, to: clause, weight: 4, phrases: talk.AND },
    { from: after, to: said, weight: 2, phrases: talk.COURTESY },
    { from: after, to: clause, weight: 1, phrases: talk.CORRECTION },
    { from: after, to: after, weight: 4, phrases: talk.TAIL },
  ];
}

function playbookLegs(playbook: Recognisable, { clause, wish, after }: Places): Leg[] {
  const goals = phrasesOf(playbook.goals);
  const choices = phrasesOf(playbook.choices.flatMap((field) => field.choices));
  const counts = countsBeside(playbook.besideNumbers);
  const counted: Leg[] =
    counts.length === 0
      ? []
      : [clause, wish, after].map((from) => ({ from, to: after, weight: 8, phrases: counts }));
  return [
    ...counted,
    { from: clause, to: after, weight: 14, phrases: goals },
    { from: clause, to: after, weight: 10, phrases: choices },
    { from: clause, to: after, weight: 8, phrases: phrasesOf(playbook.questions) },
    { from: clause, to: after, weight: 4, phrases: phrasesOf(playbook.objections) },
    { from: clause, to: after, weight: 3, phrases: playbook.person },
    { from: wish, to: after, weight: 10, phrases: choices },
    { from: wish, to: after, weight: 5, phrases: [...goals, ...playbook.person] },
    {
      from: after,
      to: after,
      weight: 4,
      phrases: combine(talk.FOR, withArticles(choices)),
    },
  ];
}

/** Without "checkup" where there is "a checkup" too: after "for", the bare word is what nobody says. */
function withArticles(phrases: readonly string[]): string[] {
  return phrases.filter((phrase) => !phrases.includes(`a ${phrase}`) && !phrases.includes(`an ${phrase}`));
}

function phrasesOf(sayables: readonly Sayable[]): string[] {
  return [...new Set(sayables.flatMap((sayable) => sayable.phrases))];
}

function dayAndTimeLegs({ clause, wish, after, day, time }: Places): Leg[] {
  return [
    { from: clause, to: day, weight: 8, phrases: [''] },
    { from: clause, to: day, weight: 4, phrases: ON },
    { from: clause, to: time, weight: 6, phrases: [''] },
    { from: clause, to: time, weight: 4, phrases: AT },
    { from: clause, to: after, weight: 4, phrases: [...PART_OF_DAY, ...WHICH_ONE] },
    { from: wish, to: day, weight: 2, phrases: [''] },
    { from: wish, to: time, weight: 2, phrases: [''] },
    { from: after, to: day, weight: 6, phrases: ON },
    { from: after, to: day, weight: 4, phrases: [''] },
    { from: after, to: time, weight: 10, phrases: AT },
    { from: after, to: time, weight: 2, phrases: [''] },
    { from: after, to: after, weight: 5, phrases: PART_OF_DAY },
    { from: day, to: after, weight: 10, phrases: WEEKDAY },
    { from: day, to: after, weight: 6, phrases: RELATIVE_DAY },
    { from: day, to: after, weight: 5, phrases: CALENDAR_DAY },
    ...timeBetween(time, after),
  ];
}

function numberLegs({ clause, number, numberSaid, over }: Places, emphasis: Emphasis): Leg[] {
  const isAsked = emphasis === 'digits';
  const asked = isAsked ? ASKED_FOR : 1;
  return [
    { from: clause, to: number, weight: 6 * asked, phrases: [''] },
    { from: clause, to: number, weight: 6 * asked, phrases: talk.INTRODUCES_NUMBER },
    { from: clause, to: numberSaid, weight: 4 * asked, phrases: talk.OWN_NUMBER },
    ...digitsBetween(number, numberSaid),
    // Mostly nothing follows. Where a number was asked for, a short word in its middle is no end of it either:
    // the pause before "oh" sounds like "but" or "bye", and a clause would begin with the next digit.
    { from: numberSaid, to: over, weight: 34, phrases: [''] },
    { from: numberSaid, to: over, weight: 2, phrases: talk.COURTESY },
    { from: numberSaid, to: over, weight: 2, phrases: talk.TAIL },
    { from: numberSaid, to: clause, weight: 1, phrases: talk.CORRECTION },
    ...(isAsked ? [] : [{ from: numberSaid, to: clause, weight: 4, phrases: talk.AND }]),
  ];
}

function nameLegs({ start, clause, after, name, lastName }: Places, emphasis: Emphasis): Leg[] {
  const asked = emphasis === 'name' ? ASKED_FOR : 1;
  const legs: Leg[] = [
    { from: clause, to: name, weight: 5 * asked, phrases: talk.INTRODUCES_NAME },
    { from: name, to: lastName, weight: 9, phrases: FIRST_NAMES },
    { from: name, to: after, weight: 1, phrases: LAST_NAMES },
    { from: lastName, to: after, weight: 6, phrases: LAST_NAMES },
    { from: lastName, to: after, weight: 2, phrases: [''] },
  ];
  if (emphasis === 'name') legs.push({ from: start, to: name, weight: 20, phrases: [''] });
  return legs;
}
