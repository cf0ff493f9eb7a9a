import type { z } from 'zod';
import { prepared } from '../playbook/prepared.ts';
import type { Choice } from '../playbook/schema.ts';
import type { Reading } from './reading.ts';
import { soundsLike } from './similar.ts';
import { isTaken, phraseAt, phraseBefore, phraseKeys, type Span, type Token } from './tokens.ts';
import type { LanguageWords } from './words/words.ts';

export interface ChoiceContext {
  locale: string;
  words: LanguageWords;
  choices: Choices;
  /** A choice was asked for: a recogniser's slips are forgiven. */
  expected: boolean;
}

/**
 * Finds the choice whose phrase was said: the longest phrase at word boundaries, the earliest of equals. One that is
 * put in another's place ("a checkup instead") goes before all others.
 */
export function readChoice(tokens: readonly Token[], context: ChoiceContext): Reading | undefined {
  const candidates = candidatesOf(context.choices, context.locale);
  const exact = longest(tokens, candidates, (a, b) => a === b, context);
  const found = exact ?? (context.expected ? longest(tokens, candidates, soundsLike, context) : undefined);
  if (found === undefined) return undefined;
  const label = context.choices[found.id]?.label[context.locale] ?? found.id;
  return { ok: true, span: found.span, value: found.id, spoken: label };
}

type Choices = Readonly<Record<string, z.infer<typeof Choice>>>;

interface SaidChoice {
  id: string;
  span: Span;
  /** It is said to take another's place. */
  replaces: boolean;
}

interface Candidate {
  id: string;
  keys: string[];
}

const candidatesOf = prepared((choices: Choices, locale): Candidate[] =>
  Object.entries(choices).flatMap(([id, choice]) =>
    (choice.phrases[locale] ?? []).map((phrase) => ({ id, keys: phraseKeys(phrase) })),
  ),
);

function longest(
  tokens: readonly Token[],
  candidates: readonly Candidate[],
  same: (a: string, b: string) => boolean,
  context: ChoiceContext,
): SaidChoice | undefined {
  let best: SaidChoice | undefined;
  for (const { id, keys } of candidates) {
    for (let from = 0; from + keys.length <= tokens.length; from += 1) {
      const here = keys.every((key, offset) => same(key, tokens[from + offset]?.key ?? ''));
      if (!here || isTaken(tokens[from]) || isTakenBack(tokens, from, context.words)) continue;
      const span = { from, to: from + keys.length };
      const replaces = phraseAt(tokens, span.to, context.words.replacements) !== undefined;
      if (best === undefined || outranks({ id, span, replaces }, best)) best = { id, span, replaces };
    }
  }
  return best;
}

/** "Not a cleaning." */
function isTakenBack(tokens: readonly Token[], from: number, words: LanguageWords): boolean {
  return phraseBefore(tokens, from, words.negations) !== undefined;
}

function outranks(one: SaidChoice, other: SaidChoice): boolean {
  if (one.replaces !== other.replaces) return one.replaces;
  const difference = one.span.to - one.span.from - (other.span.to - other.span.from);
  return difference > 0 || (difference === 0 && one.span.from < other.span.from);
}
