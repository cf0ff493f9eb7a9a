import { parsePhoneNumberFromString } from 'libphonenumber-js';
import { DateTime } from 'luxon';
import type { Slot } from '../call/call-state.ts';
import { fill } from '../playbook/fill.ts';
import type { PlaybookSource } from '../playbook/schema.ts';
import { wordsFor } from './words/languages.ts';
import type { LanguageWords } from './words/words.ts';

/** Hours that a bare number is taken for when nothing else tells: seven in the morning to six in the evening. */
export const FIRST_DAYTIME_HOUR = 7;
export const LAST_DAYTIME_HOUR = 18;

/** A day (YYYY-MM-DD) as it is said: "Tuesday, December first". Throws on what is no date. */
export function speakDate(day: string, locale: string): string {
  const words = wordsFor(locale);
  const date = DateTime.fromISO(day, { locale, zone: 'utc' });
  if (!date.isValid) throw new Error(`"${day}" is not a date such as 2026-12-01.`);
  return fill(words.say.date, { weekday: date.toFormat('cccc'), ...monthAndDay(date, words) });
}

/** A date of birth (YYYY-MM-DD) as it is said, without its weekday: "March third 1985". Throws on what is no date. */
export function speakBirthDate(day: string, locale: string): string {
  const words = wordsFor(locale);
  const date = DateTime.fromISO(day, { locale, zone: 'utc' });
  if (!date.isValid) throw new Error(`"${day}" is not a date such as 1985-03-03.`);
  return fill(words.values.say.birthDate, { ...monthAndDay(date, words), year: String(date.year) });
}

function monthAndDay(date: DateTime<true>, words: LanguageWords): { month: string; day: string } {
  return { month: date.toFormat('LLLL'), day: numberWord(date.day, words, words.say.dayNumbers) };
}

/** A time of day (HH:mm) as it is said: "half past" is never used, "three thirty" is. Throws on what is none. */
export function speakTime(time: string, locale: string): string {
  const words = wordsFor(locale);
  const match = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(time);
  if (match === null) throw new Error(`"${time}" is not a time such as 15:30.`);
  const hour = Number(match[1]);
  const minute = Number(match[2]);
  if (minute === 0 && hour === 12) return words.say.noon;
  if (minute === 0 && hour === 0) return words.say.midnight;
  const said = fill(timePattern(minute, words), {
    hour: words.say.hours[hour % 12] ?? String(hour),
    minute: numberWord(minute, words, words.cardinals),
  });
  if (hour < FIRST_DAYTIME_HOUR) return fill(words.say.early, { time: said });
  return hour > LAST_DAYTIME_HOUR ? fill(words.say.late, { time: said }) : said;
}

function timePattern(minute: number, words: LanguageWords): string {
  if (minute === 0) return words.say.timeOnTheHour;
  return minute < 10 ? words.say.timeWithFewMinutes : words.say.timeWithMinutes;
}

/** Numbers up to this one are said in words; beyond it a synthesizer reads the digits as well. */
const LAST_NUMBER_IN_WORDS = 99;

/** A number as it is said: "four", "twenty five", "205". */
export function speakNumber(value: number, locale: string): string {
  const inWords = Number.isInteger(value) && value >= 0 && value <= LAST_NUMBER_IN_WORDS;
  if (!inWords) return String(value);
  const words = wordsFor(locale);
  return numberWord(value, words, words.cardinals);
}

/** "twenty fifth": tens with a unit are two words, the last of which carries the form asked for. */
function numberWord(value: number, words: LanguageWords, forms: Readonly<Record<string, number>>): string {
  const word = (table: Readonly<Record<string, number>>, wanted: number): string | undefined =>
    Object.entries(table).find(([, number]) => number === wanted)?.[0];
  const whole = word(forms, value);
  if (whole !== undefined) return whole;
  const tens = word(words.cardinals, value - (value % 10));
  const unit = word(forms, value % 10);
  if (tens === undefined || unit === undefined)
    throw new Error(`No words are known for the number ${value}.`);
  return fill(words.say.tensAndUnits, { tens, unit });
}

/** A phone number (E.164) digit by digit in the groups in which its country writes it. */
export function speakPhone(number: string, locale: string): string {
  const words = wordsFor(locale);
  const national = parsePhoneNumberFromString(number)?.formatNational() ?? number;
  const groups = national.match(/\d+/g) ?? [];
  return groups
    .map((group) => [...group].map((digit) => words.say.digits[Number(digit)] ?? digit).join(' '))
    .join(', ');
}

/** The local day and time of day at which a slot begins. */
export function slotStart(slot: Slot): { day: string; time: string } {
  const start = DateTime.fromISO(slot.start, { setZone: true });
  if (!start.isValid) throw new Error(`"${slot.start}" is not the start of a slot.`);
  return { day: start.toFormat('yyyy-MM-dd'), time: start.toFormat('HH:mm') };
}

/** A list of which one is to be chosen: "two, three, or four". */
export function speakChoices(values: readonly string[], locale: string): string {
  return new Intl.ListFormat(locale, { type: 'disjunction' }).format(values);
}

/** Several values that belong together: "a, b, and c". */
export function speakList(values: readonly string[], locale: string): string {
  return new Intl.ListFormat(locale, { type: 'conjunction' }).format(values);
}

/** A choice's label by its id; what is no choice of the playbook is said as it is. */
export function speakReason(reason: string, source: PlaybookSource, locale: string): string {
  for (const field of Object.values(source.fields)) {
    const label = field.type === 'choice' ? field.choices[reason]?.label[locale] : undefined;
    if (label !== undefined) return label;
  }
  return reason;
}
