import * as z from 'zod';
import type { Field } from '../playbook/schema.ts';
import { hasMarkup } from '../text/plain-words.ts';
import { PhoneNumber } from '../turn/turn-request.ts';
import { sayDateRange, sayEmail, sayMoney, sayPostalCode } from './say-parts.ts';
import { speakBirthDate, speakDate, speakNumber, speakPhone, speakTime } from './speak.ts';
import { wordsFor } from './words/languages.ts';

/** Two days with a slash between them, each of which exists. */
const DateRange = z
  .string()
  .refine(
    (value) =>
      value.split('/').length === 2 && value.split('/').every((day) => z.iso.date().safeParse(day).success),
  );
const TimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of day such as 15:30');

/** How a field's normalised value is said in a language; undefined when it is not a value of that field. */
export function sayValue(field: Field, value: string, locale: string): string | undefined {
  switch (field.type) {
    case 'phone':
      return PhoneNumber.safeParse(value).success ? speakPhone(value, locale) : undefined;
    case 'date':
      return z.iso.date().safeParse(value).success ? speakDate(value, locale) : undefined;
    case 'time':
      return TimeOfDay.safeParse(value).success ? speakTime(value, locale) : undefined;
    case 'choice':
      return Object.hasOwn(field.choices, value) ? field.choices[value]?.label[locale] : undefined;
    case 'email':
      return z.email().safeParse(value).success ? sayEmail(value, wordsFor(locale)) : undefined;
    case 'date-of-birth':
      return z.iso.date().safeParse(value).success ? speakBirthDate(value, locale) : undefined;
    case 'date-range':
      return DateRange.safeParse(value).success ? sayDateRange(value, locale, wordsFor(locale)) : undefined;
    case 'postal-code':
      return /^\d+$/.test(value) && value.length === field.digits
        ? sayPostalCode(value, wordsFor(locale))
        : undefined;
    case 'number':
      return /^-?\d+$/.test(value) ? speakNumber(Number(value), locale) : undefined;
    case 'money':
      return /^\d+\.\d{2}$/.test(value) ? sayMoney(value, wordsFor(locale)) : undefined;
    case 'yes-no': {
      const { yes, no } = wordsFor(locale).values.say;
      return value === 'yes' ? yes : value === 'no' ? no : undefined;
    }
    case 'address':
    case 'person-name':
    case 'text':
      return value === '' || hasMarkup(value) ? undefined : value;
  }
}
