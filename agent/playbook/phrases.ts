import type { CompiledPlaybook } from './compiled-playbook.ts';
import type { Field } from './schema.ts';

/** One thing a caller can mean, and the ways to say it. */
export interface Sayable {
  id: string;
  phrases: string[];
}

/** Everything a caller can be expected to say because of the playbook, by kind, in one language. */
export interface Recognisable {
  /** By goal id. */
  goals: Sayable[];
  /** Choice fields, each with its choices. */
  choices: { field: string; choices: Sayable[] }[];
  /** By knowledge id. */
  questions: Sayable[];
  /** By objection id. */
  objections: Sayable[];
  /** How callers ask for a person. */
  person: string[];
  /** What stands beside numbers that are given unasked: `table for`, `people`. */
  besideNumbers: string[];
  /** Types of the fields that are collected: what else can be said (names, numbers, dates, times). */
  fieldTypes: Field['type'][];
}

/**
 * Everything that callers can be expected to say, for a recogniser's grammar and for Lex's sample
 * utterances: lower case, without punctuation, each phrase once per meaning, in the playbook's order.
 * Empty lists for a language that the playbook does not have.
 */
export function recognisable(playbook: CompiledPlaybook, locale: string): Recognisable {
  const { fields, goals, knowledge, objections, handover } = playbook.source;
  const sayable = (id: string, phrases: Record<string, string[]>): Sayable => ({
    id,
    phrases: asHeard(phrases[locale] ?? []),
  });
  return {
    goals: Object.entries(goals).map(([id, goal]) => sayable(id, goal.phrases)),
    choices: Object.entries(fields).flatMap(([field, definition]) =>
      definition.type === 'choice'
        ? [
            {
              field,
              choices: Object.entries(definition.choices).map(([id, choice]) => sayable(id, choice.phrases)),
            },
          ]
        : [],
    ),
    questions: knowledge.map((entry) => sayable(entry.id, entry.question)),
    objections: Object.entries(objections ?? {}).map(([id, one]) => sayable(id, one.phrases)),
    person: asHeard(handover.phrases[locale] ?? []),
    besideNumbers: asHeard(
      Object.values(fields).flatMap((field) =>
        field.type === 'number' ? (field.beside?.[locale] ?? []) : [],
      ),
    ),
    fieldTypes: [...new Set(Object.values(fields).map((field) => field.type))],
  };
}

/** A phrase the way a recogniser gives it: lower case, no punctuation but apostrophes, single spaces. */
export function normalisePhrase(phrase: string): string {
  return phrase
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[‘’]/g, "'")
    .replaceAll(/[^\p{L}\p{N}\p{M}' ]+/gu, ' ')
    .replaceAll(/ +/g, ' ')
    .trim();
}

function asHeard(phrases: readonly string[]): string[] {
  return [...new Set(phrases.map(normalisePhrase))].filter((phrase) => phrase !== '');
}
