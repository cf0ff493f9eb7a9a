import * as z from 'zod';
import { PhoneNumber } from '../conversation/turn-request.ts';
import type { Field } from '../playbook/schema.ts';
import { speakDate, speakPhone, speakTime } from './speak.ts';

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
    case 'person-name':
    case 'text':
      return value === '' ? undefined : value;
  }
}
