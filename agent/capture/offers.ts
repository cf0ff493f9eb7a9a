import type { Slot } from '../call/call-state.ts';
import { slotStart } from './speak.ts';
import { findPhrase, type Token } from './tokens.ts';
import type { LanguageWords } from './words/words.ts';

/**
 * Which of the offered slots was meant by its place: "the first one", "the later", "either". They are offered in the
 * order of time, whatever the order in which they were found.
 */
export function pickByPlace(
  tokens: readonly Token[],
  offers: readonly Slot[],
  words: LanguageWords,
): Slot | undefined {
  if (offers.length === 0) return undefined;
  const byTime = offers.toSorted((a, b) => Date.parse(a.start) - Date.parse(b.start));
  for (const [phrase, place] of Object.entries(words.offers.positions)) {
    if (findPhrase(tokens, [phrase]) !== undefined) return byTime.at(place);
  }
  const isSaid = (...lists: (readonly string[])[]): boolean =>
    lists.some((phrases) => findPhrase(tokens, phrases) !== undefined);
  if (isSaid(words.offers.earlier, words.times.earliest)) return byTime[0];
  if (isSaid(words.offers.later, words.times.latest)) return byTime.at(-1);
  return findPhrase(tokens, words.offers.any) === undefined ? undefined : offers[0];
}

/** Whether the caller wants none of what was offered. */
export function refusesOffers(tokens: readonly Token[], words: LanguageWords): boolean {
  return findPhrase(tokens, words.offers.none) !== undefined;
}

/** The offered slots' times of day on that day; on every day when it is not known. */
export function offeredTimes(offers: readonly Slot[], day: string | undefined): string[] {
  return offers
    .map(slotStart)
    .filter((start) => day === undefined || start.day === day)
    .map((start) => start.time);
}
