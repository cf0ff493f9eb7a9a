import { allNumbers, numberAt, type SaidNumber } from './number.ts';
import type { Reading } from './reading.ts';
import { sayMoney } from './say-parts.ts';
import { phraseAt, type Span, type Token } from './tokens.ts';
import type { LanguageWords } from './words/words.ts';

export interface MoneyContext {
  words: LanguageWords;
  expected: boolean;
}

/**
 * Finds an amount of money: "three hundred fifty dollars", "$350", "forty nine dollars and ninety cents". A bare number
 * is one only where an amount was asked for; of two ends ("between five and seven thousand") it is the upper one. The value has two decimals.
 */
export function readMoney(tokens: readonly Token[], { words, expected }: MoneyContext): Reading | undefined {
  const typed = tokens.findIndex((token) => /^\d+\.\d{2}$/.test(token.text));
  if (typed >= 0 && expected)
    return amount(Number(tokens[typed]?.text), { from: typed, to: typed + 1 }, words);
  for (let at = 0; at < tokens.length; at += 1) {
    const said = numberAt(tokens, at, words);
    if (said === undefined || !words.values.money.includes(tokens[said.span.to]?.text ?? '')) continue;
    const cents = centsAt(tokens, said.span.to + 1, words);
    const to = cents?.span.to ?? said.span.to + 1;
    return amount(said.value + (cents?.value ?? 0) / 100, { from: at, to }, words);
  }
  const bare = expected ? bareAmount(tokens, words) : undefined;
  return bare === undefined ? undefined : amount(bare.value, bare.span, words);
}

/** The first number that is no time of day; of "between five and seven thousand" the upper end. */
function bareAmount(tokens: readonly Token[], words: LanguageWords): SaidNumber | undefined {
  const { oClock, am, pm } = words.times;
  const numbers = allNumbers(tokens, words).filter(
    ({ span }) => phraseAt(tokens, span.to, [...oClock, ...am, ...pm]) === undefined,
  );
  const [first, second] = numbers;
  if (first === undefined || second === undefined) return first;
  const joint = phraseAt(tokens, first.span.to, words.values.until);
  const isUpperEnd = joint?.to === second.span.from && second.value > first.value;
  return isUpperEnd ? { value: second.value, span: { from: first.span.from, to: second.span.to } } : first;
}

function centsAt(tokens: readonly Token[], at: number, words: LanguageWords) {
  const from = words.values.numberJoints.includes(tokens[at]?.text ?? '') ? at + 1 : at;
  const said = numberAt(tokens, from, words);
  if (said === undefined || said.value > 99 || !words.values.cents.includes(tokens[said.span.to]?.text ?? ''))
    return undefined;
  return { value: said.value, span: { from: at, to: said.span.to + 1 } };
}

function amount(value: number, span: Span, words: LanguageWords): Reading {
  const fixed = value.toFixed(2);
  return { ok: true, span, value: fixed, spoken: sayMoney(fixed, words) };
}
