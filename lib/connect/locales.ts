/** How well Lex V2 hears a locale. `Advanced` ends a turn on confidence, the others on silence. */
export type SpeechModel = 'Advanced' | 'Neural' | 'Standard';

/** A locale as Lex V2 knows it. */
export interface LexLocale {
  /** Lex writes locales with an underscore: en_US. */
  id: string;
  /** The best speech model that the locale is known to have. */
  speechModel: SpeechModel;
  /** Where that is said. */
  source: string;
}

const LOCALES =
  'Amazon Lex V2 developer guide, "Languages and locales supported by Amazon Lex V2" (full feature set)';
const AGENTIC =
  'Amazon Connect administrator guide, "Agentic voice": languages of the multilingual voices; the locale is one of Lex V2';
const NOT_PROVEN =
  'Amazon Lex V2 developer guide lists the locale; which speech model it has was found in no document, so the one that every locale has';

/**
 * Locales with all features of Lex V2. `Advanced` only where a document of AWS ties agentic voice, which needs
 * it, to the language; a locale where it was not found documented falls back, and synth says so.
 * As of 2026-11-22.
 */
const ADVANCED =
  'de_AT de_DE en_AU en_GB en_IN en_US en_ZA es_419 es_ES es_US fr_CA fr_FR hi_IN it_IT ja_JP no_NO pt_BR pt_PT ru_RU';
const NEURAL = '';
const STANDARD = 'ar_AE ca_ES fi_FI ko_KR nl_NL pl_PL sv_SE zh_CN zh_HK';

const TABLE: ReadonlyMap<string, LexLocale> = new Map([
  ...entries(ADVANCED, 'Advanced', `${LOCALES}; ${AGENTIC}`),
  ...entries(NEURAL, 'Neural', LOCALES),
  ...entries(STANDARD, 'Standard', NOT_PROVEN),
]);

function entries(ids: string, speechModel: SpeechModel, source: string): [string, LexLocale][] {
  return ids
    .split(' ')
    .filter(Boolean)
    .map((id) => [id, { id, speechModel, source }]);
}

/** Lex's locale for a BCP-47 tag such as en-US; undefined when Lex V2 has none. */
export function lexLocale(locale: string): LexLocale | undefined {
  return TABLE.get(locale.replace('-', '_'));
}

/** Every locale of the table. */
export function lexLocales(): readonly LexLocale[] {
  return [...TABLE.values()];
}
