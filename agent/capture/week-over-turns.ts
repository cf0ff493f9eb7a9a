import { findPhrase, tokenise } from './tokens.ts';
import type { UnderstandInput } from './understand-input.ts';
import { wordsFor } from './words/languages.ts';

/**
 * The answer to "which day?" with the week that the caller named just before: "next week", and then "Thursday".
 * Undefined where no day was asked for, no weekday was said, or the answer names its week itself.
 */
export function inWeekSaidBefore(
  { expect, playbook, locale, text }: Pick<UnderstandInput, 'expect' | 'playbook' | 'locale' | 'text'>,
  before: string | undefined,
): string | undefined {
  if (expect.kind !== 'date' || playbook.source.fields[expect.field]?.type !== 'date') return undefined;
  const words = wordsFor(locale);
  const { next, nextAfter, last, weekdays } = words.dates;
  const [said, earlier] = [text, before ?? ''].map((spoken) => tokenise(spoken, words));
  const nextWeek = Object.entries(words.values.stretches)
    .filter(([, { unit, ahead }]) => unit === 'week' && ahead.weeks === 1)
    .map(([name]) => name);
  const hasWeekday = said?.some((token) => weekdays[token.text] !== undefined) === true;
  const namesWeek = findPhrase(said ?? [], [...next, ...nextAfter, ...last, ...nextWeek]) !== undefined;
  if (!hasWeekday || namesWeek || findPhrase(earlier ?? [], nextWeek) === undefined) return undefined;
  return (said ?? [])
    .map(({ raw, text: word }) => (weekdays[word] === undefined ? raw : `${raw} ${nextAfter[0] ?? ''}`))
    .join(' ');
}
