import { words } from './lists.ts';

/** The spelling alphabet of aviation (ICAO Annex 10), which callers of every language know best. */
export const SPELLING_ALPHABET: Readonly<Record<string, string>> = Object.fromEntries(
  words(`
    alpha bravo charlie delta echo foxtrot golf hotel india juliet kilo lima mike november oscar papa quebec
    romeo sierra tango uniform victor whiskey xray yankee zulu alfa juliett x-ray whisky
  `).map((word) => [word, word.charAt(0)]),
);
