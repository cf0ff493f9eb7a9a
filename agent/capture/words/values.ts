/** What capture knows of a language to read values that are spelled, counted or paid. */
export interface ValueWords {
  /** Words for a hundred that multiply what stands before them ("two hundred"). */
  hundred: readonly string[];
  /** Hundreds of one word ("doscientos"). */
  hundreds: Readonly<Record<string, number>>;
  thousand: readonly string[];
  /** What may stand between the parts of one number ("two hundred and five"). */
  numberJoints: readonly string[];
  /** Amounts that are no number words ("a couple", "none"). */
  amounts: Readonly<Record<string, number>>;
  /** Main units of money, in the singular and the plural, and their hundredths. */
  money: readonly string[];
  cents: readonly string[];
  /** What joins an amount and its hundredths, which need no word of their own after it ("cinco con cincuenta"). */
  withCents: readonly string[];
  /** Half of what comes after ("three and a half thousand"). */
  andHalf: readonly string[];
  /** Letters that stand for a thousand after a number ("five k"). */
  kilo: readonly string[];
  /** How an e-mail address is dictated: the word for @, the signs in it, and what comes before it. */
  at: readonly string[];
  signs: Readonly<Record<string, string>>;
  addressedAs: readonly string[];
  /** Said of an e-mail address and no part of it ("all one word"). */
  notWritten: readonly string[];
  /** What stands between the first and the last day of a stretch. */
  until: readonly string[];
  /** Weeks and months that are named by how far ahead they are. */
  stretches: Readonly<Record<string, { unit: 'week' | 'month'; ahead: { weeks?: number; months?: number } }>>;
  /** Kinds of street, as they end or begin its name. */
  streets: readonly string[];
  /** Said before the street alone, and before the house number alone, of an address that is known. */
  streetIs: readonly string[];
  houseNumberIs: readonly string[];
  /** Words said before a postal address. */
  livesAt: readonly string[];
  /** Names of letters, and the words of the spelling alphabet. */
  letters: Readonly<Record<string, string>>;
  /** Said before a letter that is a capital. */
  capital: readonly string[];
  /** What joins a letter and the word that makes it clear ("m as in Mary"). */
  asIn: readonly string[];
  /** Patterns by which values are said. */
  say: { money: string; range: string; birthDate: string; at: string; yes: string; no: string };
}
