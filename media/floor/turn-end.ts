import type { Expect } from '../../agent/turn/expect.ts';
import {
  END_OF_TURN_COMPLETE_MS,
  END_OF_TURN_MAX_MS,
  END_OF_TURN_MIN_MS,
  END_OF_TURN_UNSURE_MS,
} from './limits.ts';
import { normalWords } from './normal-words.ts';

/** Words after which nobody ends a sentence, by language: whoever says one last has more to say. */
const DANGLING: Record<string, ReadonlySet<string>> = {
  en: new Set(
    "a an the and or but so because if to for from with at on in of by about as than that my your our is are was i i'm it's um uh er next this between".split(
      ' ',
    ),
  ),
  es: new Set(
    'un una el la los las y o pero porque si a para de con en por que mi su es eh em este próximo entre'.split(
      ' ',
    ),
  ),
  fr: new Set(
    'un une le la les et ou mais parce si à pour de du avec en dans par que mon ma mes est euh ce entre'.split(
      ' ',
    ),
  ),
  de: new Set(
    'ein eine einen der die das den dem und oder aber weil wenn zu für von mit an am im in um auf dass mein meine ist äh ähm nächsten diesen zwischen'.split(
      ' ',
    ),
  ),
};

/** Words that are a whole answer to a yes-or-no question. "No" is not among them: what people want instead
 * mostly follows it, after a breath ("no, Friday instead"). */
const YES: Record<string, ReadonlySet<string>> = {
  en: new Set('yes yeah yep yup correct right sure okay ok please perfect exactly'.split(' ')),
  es: new Set('sí correcto vale claro exacto perfecto'.split(' ')),
  fr: new Set("oui ouais exact d'accord parfait".split(' ')),
  de: new Set('ja genau richtig stimmt gerne perfekt'.split(' ')),
};

const NO: Record<string, ReadonlySet<string>> = {
  en: new Set(['no', 'nope']),
  es: new Set(['no']),
  fr: new Set(['non']),
  de: new Set(['nein', 'nee']),
};

/** With so many digits most national numbers are complete. */
const LONG_NUMBER_DIGITS = 10;

const PREFIX = new Set(['1', 'one', 'uno', 'un', 'eins']);

const DIGIT_WORDS = new Set(
  'zero oh one two three four five six seven eight nine cero uno dos tres cuatro cinco seis siete ocho nueve zéro un deux trois quatre cinq sept huit neuf null eins zwei drei vier fünf sechs sieben acht neun'.split(
    ' ',
  ),
);

/**
 * How long after the caller's last sound their turn is over, in milliseconds (150 to 600): the shorter, the
 * more the words look like a whole answer to what was asked.
 */
export function endOfTurnDelayMs(text: string, expect: Expect, locale: string | undefined): number {
  const language = locale?.slice(0, locale.indexOf('-')) ?? '';
  const words = normalWords(text);
  const last = words.at(-1);
  if (last === undefined) return END_OF_TURN_MAX_MS;
  if (expect.kind === 'digits') return delayForDigits(words);
  if (DANGLING[language]?.has(last) === true) return END_OF_TURN_MAX_MS;
  // The recogniser has heard by the tone that more is to come.
  if (/[,;:]$/.test(text.trim())) return END_OF_TURN_MAX_MS;
  if (NO[language]?.has(last) === true) return END_OF_TURN_UNSURE_MS;
  if (expect.kind === 'yes-no' && YES[language]?.has(last) === true) return END_OF_TURN_MIN_MS;
  switch (expect.kind) {
    case 'name': // first and last name often come with a pause between, and names are spelt
      return words.length >= 2 ? END_OF_TURN_UNSURE_MS : END_OF_TURN_MAX_MS;
    case 'date':
    case 'time':
    case 'choice':
    case 'yes-no':
      return END_OF_TURN_COMPLETE_MS;
    default:
      return /[.?!]$/.test(text.trim()) ? END_OF_TURN_COMPLETE_MS : END_OF_TURN_UNSURE_MS;
  }
}

/**
 * Numbers are read in groups, with a pause after each. A last digit is so short that its word may still be on the
 * way when those before it count as caught up with the sound, so a number that may lack one is waited for longest.
 */
function delayForDigits(words: readonly string[]): number {
  // Nobody's own number begins with a 1: it is a prefix, and the number itself comes after it.
  const own = words[0] !== undefined && PREFIX.has(words[0]) ? words.slice(1) : words;
  let digits = 0;
  for (const word of own) digits += DIGIT_WORDS.has(word) ? 1 : word.replace(/\D/g, '').length;
  return digits >= LONG_NUMBER_DIGITS ? END_OF_TURN_COMPLETE_MS : END_OF_TURN_MAX_MS;
}
