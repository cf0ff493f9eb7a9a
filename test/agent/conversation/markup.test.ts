import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type MarkupPiece,
  markupReader,
  readMarkup,
  renderExpect,
} from '../../../agent/conversation/markup.ts';
import type { Expect } from '../../../agent/turn/expect.ts';
import { anyChunking, anyExpect } from '../../builders/arbitraries.ts';

const spoken = (text: string) => readMarkup(text).text.replace(/\s+/g, ' ').trim();

describe('the tag that says what is waited for', () => {
  it.each<[string, Expect]>([
    ['<expect kind="digits" field="phone"/>', { kind: 'digits', field: 'phone' }],
    ['<expect kind="yes-no" confirms="goal"/>', { kind: 'yes-no', confirms: 'goal' }],
    ['<expect kind="yes-no" />', { kind: 'yes-no' }],
    ["<expect field='day' kind='date'>", { kind: 'date', field: 'day' }],
    ['<EXPECT kind="open"/>', { kind: 'open' }],
  ])('%s is understood and not spoken', (tag, expectation) => {
    expect(readMarkup(`Which one? ${tag}`)).toEqual({ text: 'Which one? ', expect: expectation });
  });

  it('is understood when it is cut over several tokens', () => {
    const reader = markupReader();
    const pieces = ['Your number?', ' <exp', 'ect kind="dig', 'its" field="phone', '"/', '>'].flatMap(
      (token) => reader.push(token),
    );
    expect(pieces.at(-1)).toEqual({ type: 'expect', expect: { kind: 'digits', field: 'phone' } });
  });

  it('wins over an earlier one in the same reply', () => {
    expect(readMarkup('<expect kind="open"/>Or <expect kind="yes-no"/>').expect).toEqual({ kind: 'yes-no' });
  });

  it.each([
    ['of no known kind', 'Hi. <expect kind="telepathy"/>'],
    ['without its field', 'Hi. <expect kind="digits"/>'],
    ['without quotes', 'Hi. <expect kind=digits field=phone>'],
    ['that never ends', 'Hi. <expect kind="digits" field="pho'],
    ['in which another begins', 'Hi. <expect kind="dig<b>'],
  ])('%s is dropped and never spoken', (_, text) => {
    expect(spoken(text)).toBe('Hi.');
    expect(readMarkup(text).expect).toBeUndefined();
  });

  it('is read back as it was written, whatever its field is called', () => {
    fc.assert(
      fc.property(anyExpect, (expectation) => {
        expect(readMarkup(renderExpect(expectation))).toEqual({ text: '', expect: expectation });
      }),
    );
  });
});

describe('what never reaches the mouth', () => {
  it.each([
    ['tags', 'Hello <b>there</b><br/>', 'Hello there'],
    ['what a model thinks aloud', '<thinking>The caller wants a slot.</thinking>Sure.', 'Sure.'],
    ['Markdown', '**Two** slots:\n- `nine`\n- _ten_', 'Two slots: nine ten'],
    ['links', 'See [our page](https://example.com/a_b) today.', 'See our page today.'],
    ['emoji', 'Great 👍🏽! See you 👩‍⚕️ soon 🇺🇸.', 'Great ! See you soon .'],
    ['a lone less-than sign', 'Is 5 < 6?', 'Is 5 6?'],
  ])('%s', (_, text, rest) => {
    expect(spoken(text)).toBe(rest);
  });

  it('words after a tag that was never closed are spoken again before long', () => {
    const text = `Yes. <expect kind="digits" ${'and so on '.repeat(40)}the end.`;
    expect(spoken(text)).toMatch(/^Yes\. .*the end\.$/);
  });

  it('any markup, from any text', () => {
    const nasty = fc.string({ unit: fc.constantFrom(...'ab <>/*_`#[]()"=-\n👍🏽e️x'), maxLength: 80 });
    fc.assert(
      fc.property(fc.oneof(nasty, fc.string({ unit: 'binary' })), (text) => {
        expect(readMarkup(text).text).not.toMatch(/[<>*`#_[\]{}]|\p{Extended_Pictographic}/u);
      }),
    );
  });

  it('plain words do, all of them', () => {
    const plain = fc.string({ unit: fc.constantFrom(...'abc dé ñ, .?!’0123:;'), maxLength: 80 });
    fc.assert(
      fc.property(plain, (text) => {
        expect(readMarkup(text).text).toBe(text);
      }),
    );
  });
});

describe('reading markup', () => {
  it('gives the same however the text was cut, even inside a character', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc
        .array(
          fc.constantFrom('Hi. ', '<expect kind="open"/>', '<b', '👍🏽', '*', '](x)', '[a', '<thinking>'),
        )
        .map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(text, anyChunking, (whole, chunking) => {
        const reader = markupReader();
        const pieces = [...chunking(whole).flatMap((chunk) => reader.push(chunk)), ...reader.end()];
        expect(joined(pieces)).toEqual(readMarkup(whole));
      }),
    );
  });
});

function joined(pieces: readonly MarkupPiece[]): { text: string; expect: Expect | undefined } {
  const texts = pieces.flatMap((piece) => (piece.type === 'text' ? [piece.text] : []));
  const expects = pieces.flatMap((piece) => (piece.type === 'expect' ? [piece.expect] : []));
  return { text: texts.join(''), expect: expects.at(-1) };
}
