import * as z from 'zod';
import { WEEKDAYS, type Weekday } from '../../agent/playbook/hours.ts';
import { PhoneNumber } from '../../agent/turn/turn-request.ts';

/** What an agent can be made to do with a few questions; all else is written into the file afterwards. */
export const Task = z.enum(['book', 'leads', 'messages']);
export type Task = z.infer<typeof Task>;

/** Languages that starting texts are written in. */
export const StartLanguage = z.enum(['en-US', 'es-US']);
export type StartLanguage = z.infer<typeof StartLanguage>;

/** Open from and to, HH:mm, by weekday; a day that is not there is closed. */
export type WeekHours = Partial<Record<Weekday, readonly [from: string, to: string]>>;

/** All that `parley playbook new` has to know. */
export interface Answers {
  /** The name of the folder. */
  id: string;
  company: string;
  /** The agent's own name. */
  agent: string;
  tasks: readonly [Task, ...Task[]];
  languages: readonly [StartLanguage, ...StartLanguage[]];
  timeZone: string;
  hours: WeekHours;
  /** Where a call goes when a person is needed, E.164. */
  handover: string;
}

/** An answer that cannot be used; the message says what could be. */
export class UnusableAnswer extends Error {
  override readonly name = 'UnusableAnswer';
}

/** `Alder Lane Dental` → `alder-lane-dental`. */
export function idOf(company: string): string {
  const plain = company.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
  const id = plain.replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^[^a-z]+|-+$/g, '');
  if (id !== '') return id;
  throw new UnusableAnswer(`No folder can be named after "${company}"; give the name of one with --id.`);
}

/** @throws UnusableAnswer for what cannot be the name of a folder and of a playbook. */
export function readId(text: string): string {
  if (/^[a-z][a-z0-9]*([_-][a-z0-9]+)*$/.test(text)) return text;
  throw new UnusableAnswer(
    `"${text}" cannot be an id: use lower-case letters, digits, - and _, such as corner-salon.`,
  );
}

/** @throws UnusableAnswer for an empty name, or one that a voice could not speak. */
export function readName(text: string): string {
  const name = text.trim();
  if (name !== '' && !/[<>*_#`~|\\{}"\n]/.test(name)) return name;
  throw new UnusableAnswer(
    `"${text}" cannot be spoken as a name; use letters, digits and plain punctuation.`,
  );
}

export function readTasks(text: string): [Task, ...Task[]] {
  return listOf(text, Task.options, 'what the agent does');
}

export function readLanguages(text: string): [StartLanguage, ...StartLanguage[]] {
  return listOf(text, StartLanguage.options, 'a language');
}

/** @throws UnusableAnswer for what is no phone number with its country. */
export function readPhone(text: string): string {
  const number = text.replaceAll(/[\s().-]/g, '');
  if (PhoneNumber.safeParse(number).success) return number;
  throw new UnusableAnswer(`"${text}" is not a phone number with its country, such as +12065550100.`);
}

/** @throws UnusableAnswer for what is no time zone. */
export function readTimeZone(text: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text.trim() }).resolvedOptions().timeZone;
  } catch {
    throw new UnusableAnswer(`"${text}" is not a time zone, such as America/New_York.`);
  }
}

const EXAMPLE_HOURS = 'mon-fri 9:00-17:00, sat 10:00-14:00';

/** Reads `mon-fri 9:00-17:00, sat 10:00-14:00`. @throws UnusableAnswer, naming the part that cannot be read. */
export function readHours(text: string): WeekHours {
  const hours: Partial<Record<Weekday, readonly [string, string]>> = {};
  for (const part of text.split(',').map((one) => one.trim().toLowerCase())) {
    const [, first = '', , last = first, from = '', to = ''] =
      /^([a-z]{3})(-([a-z]{3}))?\s+(\d{1,2}:\d{2})\s*-\s*(\d{1,2}:\d{2})$/.exec(part)?.slice(0, 6) ?? [];
    const [begin, end] = [dayNumber(first), dayNumber(last)];
    const [opens, closes] = [timeOf(from), timeOf(to)];
    if (begin < 0 || end < begin || opens === undefined || closes === undefined || opens >= closes)
      throw new UnusableAnswer(`"${part}" are no opening hours; write them as ${EXAMPLE_HOURS}.`);
    for (const day of WEEKDAYS.slice(begin, end + 1)) hours[day] = [opens, closes];
  }
  return hours;
}

function dayNumber(text: string): number {
  const days: readonly string[] = WEEKDAYS;
  return days.indexOf(text);
}

function timeOf(text: string): string | undefined {
  const padded = text.padStart('HH:mm'.length, '0');
  return /^([01]\d|2[0-3]):[0-5]\d$/.test(padded) ? padded : undefined;
}

function listOf<T extends string>(text: string, options: readonly T[], what: string): [T, ...T[]] {
  const wanted = text.split(',').map((one) => one.trim());
  const unknown = wanted.find((one) => !options.some((option) => option === one));
  if (unknown !== undefined)
    throw new UnusableAnswer(`"${unknown}" is not ${what}; name one or more of ${options.join(', ')}.`);
  // In the order in which they were named: the first language is the one a call begins in.
  const [first, ...others] = wanted.flatMap((one) => options.filter((option) => option === one));
  if (first === undefined) throw new UnusableAnswer(`Name one or more of ${options.join(', ')}.`);
  return [first, ...others.filter((one, index) => one !== first && others.indexOf(one) === index)];
}
