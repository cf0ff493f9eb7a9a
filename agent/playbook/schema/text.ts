import * as z from 'zod';
import { Locale } from '../../turn/turn-request.ts';

/** A text in each of the playbook's languages. Whether all are there is a rule of the loader. */
export const Localized = z.record(Locale, z.string().min(1));
export type Localized = z.infer<typeof Localized>;
/** Several ways to say a thing, in each of the playbook's languages. */
export const LocalizedList = z.record(Locale, z.array(z.string().min(1)).min(1));
export type LocalizedList = z.infer<typeof LocalizedList>;

/** A spoken text: when it is said, and what can be filled into it beside `{company}` and `{agent}`. */
export function says(description: string, ...placeholders: string[]) {
  return Localized.meta({ description, placeholders: [...placeholders, 'company', 'agent'] });
}
/** Texts that callers say. */
export function hears(description: string) {
  return LocalizedList.meta({ description });
}

/** The name of a part of the playbook, as other parts refer to it. */
export const Id = z.string().regex(/^[a-z][a-z0-9]*([_-][a-z0-9]+)*$/, 'lower-case letters, digits, - and _');
/** A local time of day, HH:mm. */
export const TimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of day such as 08:30');
