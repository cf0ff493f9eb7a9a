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
  const typed = expected ? typedAmount(tokens, words) : undefined;
  if (typed !== undefined) return amount(typed.value, typed.span, words);
  for (let at = 0; at < tokens.length; at += 1) {
    const said = amountAt(tokens, at, words);
    const unit = tokens[said?.span.to ?? -1]?.text ?? '';
    if (said !== undefined && words.values.cents.includes(unit) && expected)
      return amount(said.value / 100, { from: at, to: said.span.to + 1 }, words);
    if (said === undefined || !words.values.money.includes(unit)) continue;
    const cents = centsAt(tokens, said.span.to + 1, words);
    const to = cents?.span.to ?? said.span.to + 1;
    return amount(said.value + (cents?.value ?? 0) / 100, { from: at, to }, words);
  }
  const bare = expected ? bareAmount(tokens, words) : undefined;
  if (bare === undefined) return undefined;
  const cents =
    phraseAt(tokens, bare.span.to, words.values.withCents) && centsAt(tokens, bare.span.to, words);
  if (!cents) return amount(bare.value, bare.span, words);
  return amount(bare.value + cents.value / 100, { from: bare.span.from, to: cents.span.to }, words);
}

/** "49.90", "1.5k". */
function typedAmount(tokens: readonly Token[], words: LanguageWords): SaidNumber | undefined {
  for (const [at, { text }] of tokens.entries()) {
    const [, digits, letter = ''] = /^(\d+(?:\.\d+)?)(\p{L}?)$/u.exec(text) ?? [];
    const isKilo = words.values.kilo.includes(letter);
    if (digits === undefined || !(isKilo || (letter === '' && /\.\d{2}$/.test(digits)))) continue;
    return { value: Number(digits) * (isKilo ? 1000 : 1), span: { from: at, to: at + 1 } };
  }
  return undefined;
}

/** The amount that begins at this word: a number, with what is said of thousands after it ("five k", "three and a half thousand"). */
function amountAt(tokens: readonly Token[], at: number, words: LanguageWords): SaidNumber | undefined {
  const said = numberAt(tokens, at, words);
  if (said === undefined) return undefined;
  const { andHalf, kilo, thousand } = words.values;
  const half = phraseAt(tokens, said.span.to, andHalf);
  const next = half?.to ?? said.span.to;
  const unit = tokens[next]?.text ?? '';
  const times = kilo.includes(unit) || (half !== undefined && thousand.includes(unit)) ? 1000 : 1;
  const value = (said.value + (half === undefined ? 0 : 0.5)) * times;
  return { value, span: { from: at, to: times === 1 ? next : next + 1 } };
}

/** The first number that is no time of day; of "between five and seven thousand" the upper end. */
function bareAmount(tokens: readonly Token[], words: LanguageWords): SaidNumber | undefined {
  const { oClock, am, pm } = words.times;
  const numbers = allNumbers(tokens, words).flatMap(({ span }) => {
    const isTime = phraseAt(tokens, span.to, [...oClock, ...am, ...pm]) !== undefined;
    return isTime ? [] : (amountAt(tokens, span.from, words) ?? []);
  });
  const [first, second] = numbers;
  if (first === undefined || second === undefined) return first;
  const joint = phraseAt(tokens, first.span.to, [...words.values.until, ...words.values.numberJoints]);
  const isUpperEnd = joint?.to === second.span.from && second.value > first.value;
  return isUpperEnd ? { value: second.value, span: { from: first.span.from, to: second.span.to } } : first;
}

function centsAt(tokens: readonly Token[], at: number, words: LanguageWords) {
  const { cents, numberJoints, withCents } = words.values;
  const joint = tokens[at]?.text ?? '';
  const isWithCents = withCents.includes(joint);
  const said = numberAt(tokens, isWithCents || numberJoints.includes(joint) ? at + 1 : at, words);
  if (said === undefined || said.value > 99) return undefined;
  const isNamed = cents.includes(tokens[said.span.to]?.text ?? '');
  if (!isNamed && !isWithCents) return undefined;
  return { value: said.value, span: { from: at, to: said.span.to + (isNamed ? 1 : 0) } };
}

function amount(value: number, span: Span, words: LanguageWords): Reading {
  const fixed = value.toFixed(2);
  return { ok: true, span, value: fixed, spoken: sayMoney(fixed, words) };
}
