import { normalisedWords } from '../text/normalised-words.ts';

/**
 * How an agent says that it is no person, by language. People must be told that they deal with an AI at the latest
 * with the first words (EU AI Act, Regulation 2024/1689, Article 50(1) and (5); California Business and Professions
 * Code § 17941).
 */
const DISCLOSURES: Readonly<Record<string, readonly string[]>> = {
  en: ['ai', 'artificial intelligence', 'virtual assistant', 'automated assistant', 'digital assistant'],
  es: ['ia', 'inteligencia artificial', 'asistente virtual', 'asistente automático', 'asistente digital'],
};

/**
 * Whether the first sentence of what is said tells that an AI speaks: in the playbook's own words for it when it has
 * some, else in plain ones.
 */
export function disclosesAi(text: string, locale: string, own: string | undefined): boolean {
  const words = ` ${normalisedWords(firstSentence(text, locale))} `;
  const plain = DISCLOSURES[locale.slice(0, 2)] ?? Object.values(DISCLOSURES).flat();
  const wanted = own === undefined ? plain : [normalisedWords(own)];
  return wanted.some((phrase) => words.includes(` ${phrase} `));
}

/** The first sentence of a text. */
export function firstSentence(text: string, locale: string): string {
  const [first] = new Intl.Segmenter(locale, { granularity: 'sentence' }).segment(text);
  return first?.segment.trim() ?? '';
}
