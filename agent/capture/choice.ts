import type { z } from 'zod';
import type { Choice } from '../playbook/schema.ts';
import { prepared } from './prepared.ts';
import type { Reading } from './reading.ts';
import { soundsLike } from './similar.ts';
import { isTaken, phraseBefore, phraseKeys, type Span, type Token } from './tokens.ts';
import type { LanguageWords } from './words/words.ts';

export interface ChoiceContext {
  locale: string;
  words: LanguageWords;
  choices: Choices;
  /** A choice was asked for: a recogniser's slips are forgiven. */
  expected: boolean;
}

/** Finds the choice whose phrase was said: the longest phrase at word boundaries, the earliest of equals. */
export function readChoice(tokens: readonly Token[], context: ChoiceContext): Reading | undefined {
  const candidates = candidatesOf(context.choices, context.locale);
  const exact = longest(tokens, candidates, (a, b) => a === b, context);
  const found = exact ?? (context.expected ? longest(tokens, candidates, soundsLike, context) : undefined);
  if (found === undefined) return undefined;
  const label = context.choices[found.id]?.label[context.locale] ?? found.id;
  return { ok: true, span: found.span, value: found.id, spoken: label };
}

type Choices = Readonly<Record<string, z.infer<typeof Choice>>>;

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
): { id: string; span: Span } | undefined {
  let best: { id: string; span: Span } | undefined;
  for (const { id, keys } of candidates) {
    for (let from = 0; from + keys.length <= tokens.length; from += 1) {
      const here = keys.every((key, offset) => same(key, tokens[from + offset]?.key ?? ''));
      if (!here || isTaken(tokens[from]) || isTakenBack(tokens, from, context.words)) continue;
      const span = { from, to: from + keys.length };
      if (best === undefined || outranks(span, best.span)) best = { id, span };
    }
  }
  return best;
}

/** "Not a cleaning." */
function isTakenBack(tokens: readonly Token[], from: number, words: LanguageWords): boolean {
  return phraseBefore(tokens, from, words.negations) !== undefined;
}

function outranks(a: Span, b: Span): boolean {
  const difference = a.to - a.from - (b.to - b.from);
  return difference > 0 || (difference === 0 && a.from < b.from);
}
