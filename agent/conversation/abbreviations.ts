/** Abbreviations after which a full stop does not end a sentence, by language. Lower case, without the stop. */
const ABBREVIATIONS: Record<string, ReadonlySet<string>> = {
  en: new Set(
    'dr mr mrs ms mx prof rev hon st sr jr mt ft ave blvd rd apt ste dept vs approx ext e.g i.e gen col capt sgt lt'.split(
      ' ',
    ),
  ),
  es: new Set('dr dra sr sra srta prof profa ud uds av avda c pág núm ext dpto lic ing p.ej'.split(' ')),
  de: new Set('dr hr fr prof str nr bzw ca z.b d.h u.a inkl dipl ing st tel'.split(' ')),
  fr: new Set('m mm mme mlle dr pr av bd st ste env ex tél p.ex'.split(' ')),
};

/** Whether a sentence goes on after this word and its full stop, in a BCP-47 locale such as en-US. */
export function isAbbreviation(word: string, locale: string): boolean {
  const language = locale.split('-')[0] ?? locale;
  const lower = word.toLowerCase();
  // A single letter is an initial ("J. Smith"); "I" is a word of its own.
  const initial = /^\p{Lu}$/u.test(word) && word !== 'I';
  return initial || ABBREVIATIONS[language]?.has(lower) === true;
}

const calendarWords = new Map<string, ReadonlySet<string>>();

/** Whether the word is the name of a weekday or a month, which may follow "3 p.m." within one sentence. */
export function isCalendarWord(word: string, locale: string): boolean {
  let words = calendarWords.get(locale);
  if (words === undefined) {
    words = namesOfDaysAndMonths(locale);
    calendarWords.set(locale, words);
  }
  return words.has(word.toLowerCase());
}

function namesOfDaysAndMonths(locale: string): ReadonlySet<string> {
  const weekday = new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' });
  const month = new Intl.DateTimeFormat(locale, { month: 'long', timeZone: 'UTC' });
  // January 2023 began on a Sunday, so its first seven days are one of each.
  const days = Array.from({ length: 7 }, (_, day) => weekday.format(Date.UTC(2023, 0, day + 1)));
  const months = Array.from({ length: 12 }, (_, index) => month.format(Date.UTC(2023, index, 1)));
  return new Set([...days, ...months].map((name) => name.toLowerCase()));
}
