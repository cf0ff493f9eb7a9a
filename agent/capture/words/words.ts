import type { Holiday } from '../holidays.ts';
import type { Understanding } from '../understanding.ts';
import type { ValueWords } from './values.ts';

/** A set phrase that every call can have. */
export type Intent = NonNullable<Understanding['intent']>;
export type PartOfDay = NonNullable<Understanding['partOfDay']>;

/**
 * Everything that capture and speaking need to know of one language. A language is added by writing one
 * such file and naming it below.
 *
 * Phrases are lower case; apostrophes and hyphens in them do not matter.
 */
export interface LanguageWords extends TalkWords {
  /** How callers ask to be spoken to in this language, be it in another one. */
  asksFor: readonly string[];
  /** Sounds and words that carry nothing at the start of an answer. */
  fillers: readonly string[];
  /** Words too common to tell one sentence from another. */
  stopWords: readonly string[];
  /** Number words, in the spelling that is spoken back first. Tens join with units ("twenty five"). */
  cardinals: Readonly<Record<string, number>>;
  ordinals: Readonly<Record<string, number>>;
  /** Endings that make digits an ordinal ("1st"). */
  ordinalEndings: readonly string[];
  /** What stands between tens and units ("treinta y uno"); undefined where nothing does. */
  numberJoint: string | undefined;
  /** Endings that do not change which word is meant, longest first. */
  endings: readonly string[];
  names: NameWords;
  phone: PhoneWords;
  dates: DateWords;
  times: TimeWords;
  offers: OfferWords;
  values: ValueWords;
  say: SpeakingPatterns;
}

/** What callers say whatever it is about: assent, set phrases, how they correct, and how questions begin. */
export interface TalkWords {
  yes: readonly string[];
  no: readonly string[];
  /** What callers say when nothing is left to do; before that it may mean anything. */
  closings: readonly string[];
  /** Sentences that begin with a word for no and do not mean it. */
  notNo: readonly string[];
  intents: Readonly<Record<Intent, readonly string[]>>;
  /** What callers say alone to call off what is being arranged; elsewhere it may be about an appointment. */
  callsOff: readonly string[];
  /** What stands before a value that is replaced ("actually", "I mean"). */
  corrections: readonly string[];
  /** What stands after a value that takes another's place ("Friday instead"). */
  replacements: readonly string[];
  /** What stands after a day or time that cannot be ("Tuesday doesn't work"). */
  refusals: readonly string[];
  /** What stands before what the caller wants ("book me for"), and not before what belongs to a story. */
  announcements: readonly string[];
  /** What stands before a value that is denied ("not a cleaning"). */
  negations: readonly string[];
  /** What stands before a day or time that is not the new one ("not Tuesday", "from Tuesday", "my Tuesday appointment"). */
  rejections: readonly string[];
  /** What callers say, and no more, who want nothing of what there is. */
  wantsNothing: readonly string[];
  /** What callers say, and no more, when they did not hear. */
  asksAgain: readonly string[];
  /** What stands after the name of a value that the caller wants to hear again ("what time did I say"). */
  recalls: readonly string[];
  /** How questions begin. */
  questionCues: readonly string[];
}

export interface NameWords {
  /** Said before one's own name and hardly before anything else. */
  introductions: readonly string[];
  /** Said between a first and a last name that are given apart. */
  surnameIntroductions: readonly string[];
  /** Said before a name, and before much else. */
  weakIntroductions: readonly string[];
  /** Parts of a name that are written small when they do not begin it. */
  particles: readonly string[];
  /** Prefixes that are joined to the next part with an apostrophe. */
  apostrophes: readonly string[];
  /** Prefixes after which a capital follows in the same word. */
  capitalPrefixes: readonly string[];
  /** Words that end a name, or show that what was said is none. */
  notNames: readonly string[];
  /** What may follow a name that was said without an introduction. */
  followers: readonly string[];
  /** Endings of contracted words, which no name has. */
  contractions: readonly string[];
  /** Words before a letter that settles a spelling ("with a z"). */
  spelledWith: readonly string[];
  /** Words before a letter that a name does not have ("without an h"). */
  spelledWithout: readonly string[];
  /** Letters that sound alike. */
  soundAlikes: readonly (readonly [string, string])[];
}

export interface PhoneWords {
  /** The number the call comes from. */
  thisNumber: readonly string[];
  /** What stands before the caller's number, and before no other ("call me at"). */
  announcements: readonly string[];
  /** What stands before the last digits of a number that is known, said anew ("the last digit is"). */
  endings: readonly string[];
  /** What may stand between the digits of one number. */
  between: readonly string[];
  zero: readonly string[];
  repeats: Readonly<Record<string, number>>;
  hundred: string;
}

export interface DateWords {
  /** ISO weekdays: 1 is Monday. */
  weekdays: Readonly<Record<string, number>>;
  next: readonly string[];
  /** The same, where it is said after the day ("de la próxima semana"). */
  nextAfter: readonly string[];
  last: readonly string[];
  /** Stands before the day of a month ("the third"). */
  article: string;
  /** Whether a day of the month is said as an ordinal ("the third") or as a plain number ("el tres"). */
  dayOfMonthIsOrdinal: boolean;
  /** Days by their distance from today. */
  distances: Readonly<Record<string, number>>;
  /** The same, for those of several words. */
  namedDays: Readonly<Record<string, number>>;
  /** Holidays by their names. */
  holidays: Readonly<Record<string, Holiday>>;
  /** What stands before a holiday that is wished ("merry Christmas"). */
  wishes: readonly string[];
  /** What follows the name of a holiday that only colours a thing ("our Christmas party"). */
  holidayThings: readonly string[];
  /** What counts a day from another ("the day after Christmas", "the Friday before Easter"). */
  afterDay: readonly string[];
  beforeDay: readonly string[];
  dayWords: readonly string[];
  /** What stands between a day and its month ("the third of May"). */
  ofMonth: readonly string[];
  /** Means today where a day was asked for, and elsewhere hardly ("it hurts right now"). */
  rightNow: readonly string[];
  /** Said by who wants the first day there is. */
  soonest: readonly string[];
  /** Stretches of time that name no day. */
  vague: readonly string[];
  /** What stands before a length of time ("for three days"). */
  durations: readonly string[];
  /** Words that count something other than days when they follow an ordinal ("the first one"). */
  notDays: readonly string[];
  week: readonly string[];
  /** Joins a stretch and the day it counts from ("a week from Monday"). */
  from: readonly string[];
  one: readonly string[];
}

export interface TimeWords {
  am: readonly string[];
  pm: readonly string[];
  oClock: readonly string[];
  noon: readonly string[];
  midnight: readonly string[];
  half: string;
  quarter: string;
  past: readonly string[];
  to: readonly string[];
  /** What joins an hour and the minutes after it ("tres y media"), and those before it ("cuatro menos cuarto"). */
  plus: readonly string[];
  minus: readonly string[];
  /** Reads a lone digit after the hour as minutes ("three oh five"). */
  zero: readonly string[];
  /** What turns a part of the day into a greeting ("good morning"). */
  greetings: readonly string[];
  /** What stands before a time of day. */
  cues: readonly string[];
  /** What stands before a "one" that is no hour ("the first one"). */
  pronounCues: readonly string[];
  /** What follows a number that counts something else ("three people"). */
  units: readonly string[];
  partsOfDay: Readonly<Record<PartOfDay, readonly string[]>>;
  earliest: readonly string[];
  latest: readonly string[];
}

export interface OfferWords {
  /** Positions in what was offered; -1 is the last. */
  positions: Readonly<Record<string, number>>;
  earlier: readonly string[];
  later: readonly string[];
  any: readonly string[];
  none: readonly string[];
}

/** How values are said. Words in braces are filled in. */
export interface SpeakingPatterns {
  date: string;
  /** The days of a month in words. */
  dayNumbers: Readonly<Record<string, number>>;
  tensAndUnits: string;
  /** The twelve hours as they stand in a time, twelve first. */
  hours: readonly string[];
  timeOnTheHour: string;
  timeWithMinutes: string;
  timeWithFewMinutes: string;
  noon: string;
  midnight: string;
  /** Added where the bare hour would be taken for the other half of the day. */
  early: string;
  late: string;
  appointment: string;
  /** Tells a caller who asks whom they are talking to: `{agent}` and `{company}` are filled in. */
  self: string;
  /** Answers an angry caller. */
  sorry: string;
  /** Says a value that the caller asks for again. */
  recalled: string;
  /** Digits in the order 0 to 9, as they are read in a phone number. */
  digits: readonly string[];
}
