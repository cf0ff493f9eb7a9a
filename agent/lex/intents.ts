import { wordsFor } from '../capture/words/languages.ts';
import type { CompiledPlaybook } from '../playbook/compiled-playbook.ts';
import { normalisePhrase, recognisable } from '../playbook/phrases.ts';

/** What Lex gives when no other intent fits: free speech, silence, keys. */
export const FALLBACK_INTENT = 'FallbackIntent';
const GOAL_PREFIX = 'Goal_';

/** The longest sample utterance and the most of them per intent (Lex V2 developer guide, quotas). */
const MAX_UTTERANCE_CHARACTERS = 200;
const MAX_UTTERANCES = 1_500;

/** An intent that Lex recognises by itself. */
export interface BotIntent {
  /** Letters, digits, _ and -: what Lex allows in a name. */
  name: string;
  /** Never empty, and no utterance is another intent's too: Lex refuses to build such a bot. */
  utterances: string[];
}

/**
 * The intents of a playbook's bot in one locale, beside the fallback: yes, no, a person, goodbye, and one per
 * goal. Where two would share an utterance the earlier one has it.
 *
 * @throws UnknownLanguage when capture has no words of the locale's language.
 */
export function botIntents(playbook: CompiledPlaybook, locale: string): BotIntent[] {
  const words = wordsFor(locale);
  const sayable = recognisable(playbook, locale);
  const intents: [string, readonly string[]][] = [
    ...sayable.goals.map(({ id, phrases }): [string, string[]] => [`${GOAL_PREFIX}${id}`, phrases]),
    ['Person', [...sayable.person, ...words.intents.person]],
    ['Yes', words.yes],
    ['No', words.no],
    ['Goodbye', words.intents.goodbye],
  ];
  const taken = new Set<string>();
  return intents
    .map(([name, phrases]) => ({ name, utterances: freshUtterances(phrases, taken) }))
    .filter(({ utterances }) => utterances.length > 0);
}

/** Names of every intent that the bot can give in any of these locales, the fallback included. */
export function intentNames(playbook: CompiledPlaybook, locales: readonly string[]): string[] {
  const names = locales.flatMap((locale) => botIntents(playbook, locale).map(({ name }) => name));
  return [...new Set([FALLBACK_INTENT, ...names])];
}

/**
 * The plainest words for what an intent means, for code that understands words. Undefined for the fallback
 * and for an intent that the playbook's bot does not have.
 */
export function wordsOfIntent(name: string, playbook: CompiledPlaybook, locale: string): string | undefined {
  return botIntents(playbook, locale).find((intent) => intent.name === name)?.utterances[0];
}

function freshUtterances(phrases: readonly string[], taken: Set<string>): string[] {
  const utterances: string[] = [];
  for (const phrase of phrases.map(asUtterance)) {
    if (!isAllowed(phrase) || taken.has(phrase)) continue;
    taken.add(phrase);
    utterances.push(phrase);
  }
  return utterances.slice(0, MAX_UTTERANCES);
}

function asUtterance(phrase: string): string {
  return normalisePhrase(phrase);
}

/** Lex takes letters, apostrophes and spaces; digits it wants as words. */
function isAllowed(phrase: string): boolean {
  return /^[\p{L}\p{M}' ]+$/u.test(phrase) && phrase.length <= MAX_UTTERANCE_CHARACTERS;
}
