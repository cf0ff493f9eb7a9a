import type { Expect } from '../../agent/turn/expect.ts';
import { normalWords } from './normal-words.ts';

/**
 * What listeners say without wanting the floor ("back-channels", Yngve 1970), by language. `hums` never mean
 * more than "go on"; `assents` do the same unless a yes or no was asked for.
 */
const BACK_CHANNELS: Record<string, { hums: string[]; assents: string[] }> = {
  en: {
    hums: ['mm', 'mhm', 'mmhm', 'hm', 'hmm', 'uh', 'huh', 'um', 'ah', 'oh', 'aha', 'er'],
    assents: [
      'yes',
      'yeah',
      'yep',
      'yup',
      'ok',
      'okay',
      'right',
      'sure',
      'alright',
      'all',
      'i',
      'see',
      'good',
      'great',
      'cool',
      'fine',
    ],
  },
  es: {
    hums: ['mm', 'mhm', 'ajá', 'eh', 'ah', 'oh', 'em', 'hm'],
    assents: ['sí', 'vale', 'ya', 'claro', 'bueno', 'bien', 'ok', 'okay', 'perfecto'],
  },
  fr: {
    hums: ['mm', 'mhm', 'hm', 'euh', 'ah', 'oh', 'hein'],
    assents: ['oui', 'ouais', 'ok', 'okay', "d'accord", 'bien', 'bon', 'voilà', 'entendu'],
  },
  de: {
    hums: ['mm', 'mhm', 'hm', 'hmm', 'äh', 'ähm', 'ah', 'aha', 'oh', 'ach'],
    assents: ['ja', 'jo', 'ok', 'okay', 'genau', 'gut', 'stimmt', 'klar', 'so', 'alles'],
  },
};

/** A back-channel is short; five assents in a row want to say something. */
const MAX_WORDS = 4;

/** True when the words are nothing but the noises of a listener. Of a language without a list, none are. */
export function isBackChannel(text: string, locale: string | undefined, expect: Expect): boolean {
  const list = BACK_CHANNELS[locale?.slice(0, locale.indexOf('-')) ?? ''];
  const words = normalWords(text);
  if (list === undefined || words.length === 0 || words.length > MAX_WORDS) return false;
  const answerWanted = expect.kind === 'yes-no' || expect.kind === 'choice';
  return words.every((word) => list.hums.includes(word) || (!answerWanted && list.assents.includes(word)));
}
