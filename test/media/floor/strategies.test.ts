import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Expect } from '../../../agent/turn/expect.ts';
import { isBackChannel } from '../../../media/floor/back-channel.ts';
import { judgeEcho } from '../../../media/floor/echo.ts';
import { type HeardPart, heardText } from '../../../media/floor/heard.ts';
import { END_OF_TURN_MAX_MS, END_OF_TURN_MIN_MS } from '../../../media/floor/limits.ts';
import { normalText } from '../../../media/floor/normal-words.ts';
import { endOfTurnDelayMs } from '../../../media/floor/turn-end.ts';

const OPEN: Expect = { kind: 'open' };
const expects = fc.constantFrom<Expect>(
  OPEN,
  { kind: 'yes-no' },
  { kind: 'digits', field: 'phone' },
  { kind: 'name', field: 'name' },
  { kind: 'date', field: 'day' },
  { kind: 'nothing' },
);

describe('the wait for the end of a turn', () => {
  const delay = (text: string, expect: Expect = OPEN) => endOfTurnDelayMs(text, expect, 'en-US');

  it('is between 150 and 600 ms whatever is said and expected', () => {
    fc.assert(
      fc.property(
        fc.string(),
        expects,
        fc.constantFrom('en-US', 'de-DE', 'xx-XX', undefined),
        (text, expected, locale) => {
          const ms = endOfTurnDelayMs(text, expected, locale);
          expect(ms).toBeGreaterThanOrEqual(END_OF_TURN_MIN_MS);
          expect(ms).toBeLessThanOrEqual(END_OF_TURN_MAX_MS);
        },
      ),
    );
  });

  it.each([
    ['a yes that was asked for', 'Yes.', { kind: 'yes-no' }, 150],
    ['a no, after which what is wanted instead may follow', 'No.', { kind: 'yes-no' }, 400],
    ['a comma, where more is to come', 'Yes,', { kind: 'yes-no' }, 600],
    ['a whole sentence', 'I need an appointment.', OPEN, 250],
    ['words that may go on', 'I need an appointment', OPEN, 400],
    ['a sentence that hangs', 'I need an appointment on', OPEN, 600],
    ['a hesitation', 'I need um', OPEN, 600],
    ['the first group of a phone number', 'two oh six', { kind: 'digits', field: 'phone' }, 600],
    ['a number without its area code', '555 0143', { kind: 'digits', field: 'phone' }, 600],
    ['a number that may lack its last digit', '206 555 014', { kind: 'digits', field: 'phone' }, 600],
    ['the same behind a prefix', 'one 206 555 014', { kind: 'digits', field: 'phone' }, 600],
    ['a whole phone number', '206 555 0143', { kind: 'digits', field: 'phone' }, 250],
    ['a first name alone', 'Mary', { kind: 'name', field: 'name' }, 600],
    ['a date', 'next Friday', { kind: 'date', field: 'day' }, 250],
  ] satisfies [string, string, Expect, number][])('is right for %s', (_what, text, expected, ms) => {
    expect(delay(text, expected)).toBe(ms);
  });
});

describe('what the caller heard', () => {
  const part = (text: string, share: number): HeardPart => ({
    text,
    playedMs: share * 1_000,
    totalMs: 1_000,
  });

  it('is whole sentences and the words of the one that was cut short', () => {
    expect(heardText([part('We are open.', 1), part('Come on Monday morning.', 0.5), part('Bye.', 0)])).toBe(
      'We are open. Come on',
    );
  });

  it('is always a beginning of what was said, ends at the end of a word, and grows with time', () => {
    fc.assert(
      fc.property(
        fc.array(fc.stringMatching(/^[a-z]{1,8}$/), { minLength: 1, maxLength: 20 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (words, one, other) => {
          const text = words.join(' ');
          const less = heardText([part(text, Math.min(one, other))]);
          const more = heardText([part(text, Math.max(one, other))]);
          expect(`${text} `.startsWith(less === '' ? '' : `${less} `)).toBe(true);
          expect(more.startsWith(less)).toBe(true);
        },
      ),
    );
  });
});

describe('a back-channel', () => {
  it.each(['Mm-hm.', 'Uh huh', 'okay', 'Yeah, right.', 'I see'])('is "%s"', (text) => {
    expect(isBackChannel(text, 'en-US', OPEN)).toBe(true);
  });

  it.each(['no', 'wait', 'yes but not Friday', 'okay okay okay okay okay', ''])('is not "%s"', (text) => {
    expect(isBackChannel(text, 'en-US', OPEN)).toBe(false);
  });

  it('is never an answer to a question for yes or no', () => {
    expect(isBackChannel('Yes.', 'en-US', { kind: 'yes-no' })).toBe(false);
    expect(isBackChannel('Mm.', 'en-US', { kind: 'yes-no' })).toBe(true);
  });

  it('is known in the language of the call only', () => {
    expect(isBackChannel('genau', 'de-DE', OPEN)).toBe(true);
    expect(isBackChannel('genau', 'en-US', OPEN)).toBe(false);
    expect(isBackChannel('はい', 'ja-JP', OPEN)).toBe(false);
  });
});

describe('an echo', () => {
  it('is three of the agent’s words in a row; fewer may be one', () => {
    expect(judgeEcho('free on Monday', 'We are free on Monday.')).toBe('echo');
    expect(judgeEcho('Monday', 'We are free on Monday.')).toBe('maybe');
    expect(judgeEcho('Tuesday', 'We are free on Monday.')).toBe('no');
    expect(judgeEcho('free Monday', 'We are free on Monday.')).toBe('no');
  });
});

describe('normal words', () => {
  it('make texts equal that differ in case and punctuation alone', () => {
    expect(normalText("Yes, it's O'Brien!")).toBe(normalText("yes it's o'brien"));
    expect(normalText('Über 3 Uhr.')).toBe('über 3 uhr');
  });

  it('are the same when taken twice', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(normalText(normalText(text))).toBe(normalText(text));
      }),
    );
  });
});
