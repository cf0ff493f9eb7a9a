import type { Field } from '../playbook/schema.ts';
import { WHICH_APPOINTMENT } from '../turn/expect.ts';
import { readAddress } from './address.ts';
import { mayAmend } from './amend.ts';
import { readBirthDate } from './birth-date.ts';
import { readChoice } from './choice.ts';
import { readCorrected, stretchesOf } from './correction.ts';
import { readDate } from './date.ts';
import { readDateRange } from './date-range.ts';
import { readEmail } from './email.ts';
import {
  beginsWithCorrection,
  correctsLast,
  expectsOffer,
  type FieldsContext,
  type FoundFields,
  fieldOfType,
  hasCorrection,
  isCorrecting,
  isExpected,
  wantedFields,
} from './field-context.ts';
import { readMoney } from './money.ts';
import { readNumber } from './number.ts';
import { offeredTimes } from './offers.ts';
import { contentWords } from './overlap.ts';
import { readName } from './person-name.ts';
import { readPhone, saidDigits } from './phone.ts';
import { readPostalCode } from './postal-code.ts';
import type { Reading } from './reading.ts';
import { slotStart } from './speak.ts';
import { takeOffer } from './take-offer.ts';
import { readPartOfDay, readTime } from './time.ts';
import { findPhrase, phraseKeys, type Token, without } from './tokens.ts';
import type { LanguageWords, PartOfDay } from './words/words.ts';

/**
 * The order in which kinds are looked for: digits first, since a number's digits would pass for times, and
 * names last, since almost any word can be one. What one reader takes, the next does not see.
 */
const ORDER: readonly Field['type'][] = [
  'email',
  'yes-no',
  'phone',
  'address',
  'money',
  'number',
  'postal-code',
  'date-of-birth',
  'date-range',
  'date',
  'time',
  'choice',
  'person-name',
];

/** Finds the fields of the goal (of the whole playbook while there is none) in the caller's words. */
export function readFields(tokens: readonly Token[], context: FieldsContext): FoundFields {
  const found: FoundFields = { fields: {}, problems: [], partOfDay: undefined };
  if (picksAppointment(context)) return found;
  let left = [...tokens];
  const moment = { ...context, correcting: isCorrecting(tokens, context) };
  for (const type of orderFor(context)) {
    for (const [id, field] of wantedFields(context, type)) {
      const taken = readCorrected(left, context.words, (part, replaced, isLast) =>
        read(part, id, field, { ...moment, replaced, replacesLast: isLast }, found),
      );
      if (taken === undefined) continue;
      const { reading, spans } = taken;
      left = spans.reduce(without, left);
      if (reading.ok) found.fields[id] = { value: reading.value, spoken: reading.spoken };
      else if (concerns(reading.problem, id, context))
        found.problems.push({ field: id, problem: reading.problem, spoken: reading.spoken });
    }
  }
  takeOffer(tokens, context, found);
  takeText(tokens, context, found);
  // "Tonight" is a day and a part of it; "three in the afternoon" is a time and leaves no part to ask for.
  const timed = fieldOfType(context, 'time');
  const hasTime = timed !== undefined && found.fields[timed] !== undefined;
  found.partOfDay = partOfDayMeant(hasTime ? left : tokens, context.words);
  return found;
}

/** The words of a choice that was asked for go before what else they can mean: "as soon as possible" is a day too. */
function orderFor({ expect }: FieldsContext): readonly Field['type'][] {
  return expect.kind === 'choice' ? ['choice', ...ORDER.filter((type) => type !== 'choice')] : ORDER;
}

/** The part of the day that was said last, where the caller corrected it. */
function partOfDayMeant(tokens: readonly Token[], words: LanguageWords): PartOfDay | undefined {
  return stretchesOf(tokens, words)
    .map(({ from, to }) => readPartOfDay(tokens.slice(from, to), words))
    .findLast((part) => part !== undefined);
}

/** The moment in which one field is looked for. */
interface Moment extends FieldsContext {
  /** The caller may be replacing a value that is known. */
  correcting: boolean;
  /** The value earlier in the sentence that these words replace: they are read as if they had been asked for. */
  replaced: Reading | undefined;
  /** Whether that value is the number that was said last before these words. */
  replacesLast: boolean;
}

/** A choice among the caller's own appointments is no new day or time: the writer who asked reads it. */
function picksAppointment({ expect }: FieldsContext): boolean {
  return expect.kind === 'choice' && expect.field === WHICH_APPOINTMENT;
}

/** "The zip code is 98102": a value beside its field's own name is meant for it, whatever was asked. */
function isNamed(
  tokens: readonly Token[],
  { label }: Field,
  { locale, words }: Pick<Moment, 'locale' | 'words'>,
): boolean {
  const name = contentWords(phraseKeys(label[locale] ?? ''), words);
  return name.length > 0 && name.every((word) => findPhrase(tokens, [word]) !== undefined);
}

function read(
  tokens: readonly Token[],
  id: string,
  field: Field,
  moment: Moment,
  found: FoundFields,
): Reading | undefined {
  const expected = isExpected(id, moment) || moment.replacesLast;
  const { locale, words, nowMs, from } = moment;
  const { source } = moment.playbook;
  const known = moment.fields[id]?.value;
  // What was said just before a correction, in the same breath.
  const before = moment.replaced?.ok === true ? moment.replaced.value : undefined;
  switch (field.type) {
    case 'phone':
      return readPhone(tokens, {
        locale,
        words,
        country: field.country,
        expected,
        from,
        replaced: valueReplaced(id, moment),
        known: moment.fields[id]?.value,
      });
    case 'email':
      return readEmail(tokens, { words, text: moment.text, expected });
    case 'address':
      return readAddress(tokens, {
        words,
        expected,
        known,
        replaced: before,
      });
    case 'number': {
      const named = expected || isNamed(tokens, field, moment) || correctsLast(tokens, id, moment);
      const { least, most, beside } = field;
      return readNumber(tokens, {
        locale,
        words,
        expected: named,
        least,
        most,
        beside: beside?.[locale] ?? [],
      });
    }
    case 'postal-code': {
      const named = expected || isNamed(tokens, field, moment);
      return readPostalCode(tokens, {
        words,
        expected: named,
        digits: field.digits,
        known,
        replaced: before,
      });
    }
    case 'money':
      return readMoney(tokens, {
        words,
        expected: expected || isNamed(tokens, field, moment) || correctsLast(tokens, id, moment),
      });
    case 'yes-no':
      return readAnswer(tokens, id, field, moment);
    case 'date-of-birth':
      return readBirthDate(tokens, {
        locale,
        words,
        source,
        nowMs,
        expected,
        before: before ?? known,
      });
    case 'date-range':
      return readDateRange(tokens, { locale, words, source, nowMs, expected, offered: false });
    case 'date': {
      const replaced = valueReplaced(id, moment);
      return readDate(tokens, {
        locale,
        words,
        source,
        nowMs,
        expected: isExpected(id, moment),
        offered: expectsOffer(moment),
        replaced,
      });
    }
    case 'time': {
      const day = dayOf(moment, found);
      const bare = expected || (moment.correcting && (moment.fields[id] !== undefined || mayAmend(moment)));
      const offered = expectsOffer(moment) ? offeredTimes(moment.offers, day) : [];
      return readTime(tokens, { locale, words, source, day, expected: bare, offered });
    }
    case 'choice':
      return readChoice(tokens, { locale, words, choices: field.choices, expected });
    case 'person-name': {
      // "Yes, submit it" takes nothing back; "yes, but sorry, it's Jon" does.
      const agreed = moment.answer === 'yes' && !hasCorrection(tokens, moment);
      const correcting = known !== undefined && moment.correcting && !agreed;
      const silent = moment.intent !== undefined && moment.intent !== 'thanks';
      return silent ? undefined : readName(tokens, { words, expected, known, correcting });
    }
    case 'text':
      return undefined;
  }
}

/** The value that may be replaced: the one said before the correction, else the known one that is being corrected. */
function valueReplaced(id: string, { replaced, correcting, fields }: Moment): string | undefined {
  if (replaced !== undefined) return replaced.ok ? replaced.value : undefined;
  return correcting ? fields[id]?.value : undefined;
}

/** Words of a phrase that tells a yes or no that nobody asked for: one word says too little. */
const WORDS_UNASKED = 2;
/** So many digits are a telephone number or a postal code, or part of one. */
const DIGITS_OF_NUMBER = 4;

/**
 * A yes or no that was asked for as a fact ("are you the owner?"), or that the playbook's own words tell ("I'm
 * renting"), asked for or not. It was read already; no words are taken.
 */
function readAnswer(
  tokens: readonly Token[],
  id: string,
  { yes, no }: Extract<Field, { type: 'yes-no' }>,
  context: FieldsContext,
): Reading | undefined {
  const { expect, answer, words, locale } = context;
  const isAsked = expect.kind === 'yes-no' && expect.confirms === id;
  const told = (phrases: typeof yes): boolean => {
    const span = findPhrase(tokens, phrases?.[locale] ?? []);
    return span !== undefined && (isAsked || span.to - span.from >= WORDS_UNASKED);
  };
  const answers = isAsked && !restatesDigits(tokens, context);
  const value = told(no) ? 'no' : told(yes) ? 'yes' : answers ? answer : undefined;
  if (value === undefined) return undefined;
  return { ok: true, span: { from: 0, to: 0 }, value, spoken: words.values.say[value] };
}

/** "No, it's nine eight one oh five" gives a number anew; its no does not answer what was asked since. */
function restatesDigits(
  tokens: readonly Token[],
  { answer, fields, words, playbook: { source } }: FieldsContext,
): boolean {
  const types = Object.keys(fields).map((id) => source.fields[id]?.type);
  if (answer !== 'no' || !types.some((type) => type === 'phone' || type === 'postal-code')) return false;
  return (saidDigits(tokens, words)?.digits.length ?? 0) >= DIGITS_OF_NUMBER;
}

/** A day gone by is often part of a story ("it broke yesterday"): it matters where a day was being settled. */
function concerns(problem: string, id: string, context: FieldsContext): boolean {
  if (problem !== 'past') return true;
  return isExpected(id, context) || context.expect.kind === 'time' || context.expect.kind === 'yes-no';
}

/** The day that a time belongs to: the one just said, else the one known. */
function dayOf(context: FieldsContext, found: FoundFields): string | undefined {
  const day = fieldOfType(context, 'date');
  return day === undefined
    ? undefined
    : (found.fields[day]?.value ?? context.fields[day]?.value ?? dayOfAppointment(context));
}

function dayOfAppointment(context: FieldsContext): string | undefined {
  const { appointment } = context;
  return mayAmend(context) && appointment ? slotStart(appointment.slot).day : undefined;
}

/** Free text is taken as it was said, unless the caller asked for something else or corrects another field. */
function takeText(tokens: readonly Token[], context: FieldsContext, found: FoundFields): void {
  const { expect, text, intent, elsewhere } = context;
  if (expect.kind !== 'text' || intent !== undefined || elsewhere || text.trim() === '') return;
  if (Object.keys(found.fields).length > 0 && beginsWithCorrection(tokens, context)) return;
  if (context.playbook.source.fields[expect.field]?.type !== 'text') return;
  found.fields[expect.field] = { value: text.trim(), spoken: text.trim() };
}
