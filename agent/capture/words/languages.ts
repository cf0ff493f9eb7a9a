import { en } from './en.ts';
import { es } from './es.ts';
import type { LanguageWords } from './words.ts';

const LANGUAGES: Readonly<Record<string, LanguageWords>> = { en, es };

/** A playbook speaks a language that capture knows no words of. */
export class UnknownLanguage extends Error {
  override readonly name = 'UnknownLanguage';
  readonly locale: string;
  constructor(locale: string) {
    super(
      `No words are known for ${locale}. Add agent/capture/words/${languageOf(locale)}.ts and name it in languages.ts; known: ${Object.keys(LANGUAGES).join(', ')}.`,
    );
    this.locale = locale;
  }
}

/** The words of a locale's language. Throws `UnknownLanguage`. */
export function wordsFor(locale: string): LanguageWords {
  const words = LANGUAGES[languageOf(locale)];
  if (words === undefined) throw new UnknownLanguage(locale);
  return words;
}

/** The language of a locale: `en` of `en-US`. */
export function languageOf(locale: string): string {
  return locale.split('-', 1)[0] ?? locale;
}
