import { fill } from '../playbook/fill.ts';
import { speakDate } from './speak.ts';
import type { LanguageWords } from './words/words.ts';

/** What stands between the two days of a value: ISO 8601-1, section 5.5 (time intervals). */
export const BETWEEN_DAYS = '/';

/** An address as it is said: its signs as words, so that no synthesizer swallows them. */
export function sayEmail(address: string, { values }: LanguageWords): string {
  const names = new Map<string, string>();
  for (const [name, sign] of Object.entries(values.signs)) if (!names.has(sign)) names.set(sign, name);
  return address
    .replace('@', values.say.at)
    .replaceAll(/[._+-]/g, (sign) => ` ${names.get(sign) ?? sign} `)
    .replaceAll(/ +/g, ' ');
}

/** An amount of two decimals as it is said: whole amounts without their zeros. */
export function sayMoney(value: string, words: LanguageWords): string {
  return fill(words.values.say.money, { amount: value.replace(/\.00$/, '') });
}

/** A postal code digit by digit. */
export function sayPostalCode(digits: string, { say }: LanguageWords): string {
  return [...digits].map((digit) => say.digits[Number(digit)] ?? digit).join(' ');
}

/** A stretch of days as it is said. Throws on what is none. */
export function sayDateRange(value: string, locale: string, words: LanguageWords): string {
  const [first = '', last = ''] = value.split(BETWEEN_DAYS);
  return fill(words.values.say.range, { from: speakDate(first, locale), to: speakDate(last, locale) });
}
