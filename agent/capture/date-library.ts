import { Chrono, casual } from 'chrono-node/en';
import { Chrono as SpanishChrono, casual as spanishCasual } from 'chrono-node/es';
import type { DateTime } from 'luxon';
import type { Span, Token } from './tokens.ts';
import { languageOf } from './words/languages.ts';
import type { LanguageWords } from './words/words.ts';

type DateLibrary = Pick<Chrono, 'parse'>;

/** A day that the library found; the year only where it was said or follows ("tomorrow"). */
export interface LibraryDate {
  span: Span;
  year: number | undefined;
  month: number;
  day: number;
}

/**
 * chrono-node's parsers without those that read times of day: times are read by `time.ts`, by the opening
 * hours. They are told apart by what they do, since the library does not export them by name; that takes ten
 * milliseconds a language, so it is done for the first caller who speaks it and not when a function starts.
 */
const MAKE: Readonly<Record<string, () => DateLibrary>> = {
  en: () =>
    new Chrono({
      parsers: casual.parsers.filter(
        (parser) =>
          new Chrono({ parsers: [parser], refiners: [] }).parse('at 3:30 pm, noon, this morning').length ===
          0,
      ),
      refiners: casual.refiners,
    }),
  es: () =>
    new SpanishChrono({
      parsers: spanishCasual.parsers.filter(
        (parser) =>
          new SpanishChrono({ parsers: [parser], refiners: [] }).parse('a las 3:30 pm, mediodía, esta mañana')
            .length === 0,
      ),
      refiners: spanishCasual.refiners,
    }),
};

const made = new Map<string, DateLibrary>();

/** The library for a language; undefined for one whose dates it does not read here. */
function libraryFor(language: string): DateLibrary | undefined {
  const library = made.get(language) ?? MAKE[language]?.();
  if (library !== undefined) made.set(language, library);
  return library;
}

/** Days that are said by month and day or counted from today. `now` is today's calendar day. */
export function datesInText(
  tokens: readonly Token[],
  context: { locale: string; words: LanguageWords },
  now: DateTime<true>,
): LibraryDate[] {
  const library = libraryFor(languageOf(context.locale));
  if (library === undefined) return [];
  const { text, starts } = joined(tokens, context.words);
  // Noon in UTC of the calendar day: whatever zone this process runs in, the library counts from that day.
  const reference = { instant: now.set({ hour: 12 }).toJSDate(), timezone: 0 };
  return library.parse(text, reference, { forwardDate: false }).flatMap((result) => {
    const { start } = result;
    const [month, day, year] = [start.get('month'), start.get('day'), start.get('year')];
    if (!start.isCertain('day') || !start.isCertain('month') || month === null || day === null) return [];
    const end = result.index + result.text.length;
    const from = starts.findLastIndex((position) => position <= result.index);
    const to = starts.findLastIndex((position) => position < end) + 1;
    // "For three days" says how long something hurts, not when to come.
    if (context.words.dates.durations.includes(tokens[from]?.text ?? '')) return [];
    return [
      { span: { from, to }, year: start.isCertain('year') && year !== null ? year : undefined, month, day },
    ];
  });
}

/** The library reads ordinals in words, but the plain numbers of days only in digits. */
function asRead(token: Token, words: LanguageWords): string {
  const isDay = !words.dates.dayOfMonthIsOrdinal && token.number !== undefined;
  return isDay ? String(token.number) : token.text;
}

/** The words as one text and where each begins in it. "December the first" loses its article. */
function joined(tokens: readonly Token[], words: LanguageWords): { text: string; starts: number[] } {
  const starts: number[] = [];
  let text = '';
  for (const [index, token] of tokens.entries()) {
    if (text !== '') text += ' ';
    starts.push(text.length);
    if (token.text !== words.dates.article || tokens[index + 1]?.ordinal !== true)
      text += asRead(token, words);
  }
  return { text, starts };
}
