import type { StartLanguage } from './answers.ts';

/** A text in every language that starting texts are written in. */
export type Words = Readonly<Record<StartLanguage, string>>;
/** Several texts in each of them. */
export type WordLists = Readonly<Record<StartLanguage, readonly string[]>>;

/** A text as YAML takes it: as it is where that is safe, else in quotes. */
export function scalar(text: string): string {
  return /^[\p{L}¿¡][^:#{}[\]&*!|>'"%@`]*$/u.test(text) && !/^(true|false|yes|no|null|on|off)$/i.test(text)
    ? text
    : JSON.stringify(text);
}

/** A text under each of the languages, a line each. */
export function texts(languages: readonly StartLanguage[], indent: number, words: Words): string {
  return languages
    .map((language) => `${' '.repeat(indent)}${language}: ${scalar(words[language])}`)
    .join('\n');
}

/** A list of texts under each of the languages, a line an entry. */
export function lists(languages: readonly StartLanguage[], indent: number, words: WordLists): string {
  const margin = ' '.repeat(indent);
  return languages
    .map((language) =>
      [`${margin}${language}:`, ...words[language].map((entry) => `${margin}  - ${scalar(entry)}`)].join(
        '\n',
      ),
    )
    .join('\n');
}
