import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_SENTENCE_CHARACTERS, sentenceSplitter } from '../../../agent/conversation/sentences.ts';
import { anyChunking } from '../../builders/arbitraries.ts';

function split(text: string, locale = 'en-US'): string[] {
  const splitter = sentenceSplitter(locale);
  return [...splitter.push(text), ...splitter.flush()];
}

describe('a sentence ends', () => {
  it.each([
    [
      'at a full stop, a question mark, an exclamation mark',
      'Hi! All good? We are open.',
      ['Hi!', 'All good?', 'We are open.'],
    ],
    ['not after a title', 'You see Dr. Lee on Monday.', ['You see Dr. Lee on Monday.']],
    ['not after an initial', 'It is J. Smith. Right?', ['It is J. Smith.', 'Right?']],
    ['not within a decimal', 'It is 3.5 miles away.', ['It is 3.5 miles away.']],
    ['not within a time that goes on', 'Come at 3 p.m. on Monday.', ['Come at 3 p.m. on Monday.']],
    ['not between a time and its day', 'Come at 3 p.m. Tuesday.', ['Come at 3 p.m. Tuesday.']],
    [
      'after a time at the end',
      'We close at 5 p.m. Would noon work?',
      ['We close at 5 p.m.', 'Would noon work?'],
    ],
    ['after a closing quotation mark', '"Yes." Good.', ['"Yes."', 'Good.']],
    ['at a line break', 'First\nSecond', ['First', 'Second']],
  ])('%s', (_, text, sentences) => {
    expect(split(text)).toEqual(sentences);
  });

  it('after its own abbreviations in each language', () => {
    expect(split('La Sra. López llega. Bien.', 'es-ES')).toEqual(['La Sra. López llega.', 'Bien.']);
    expect(split('Dr. Meier ist da. Gut.', 'de-DE')).toEqual(['Dr. Meier ist da.', 'Gut.']);
    expect(split('今日は休みです。明日はどうですか？', 'ja-JP')).toEqual([
      '今日は休みです。',
      '明日はどうですか？',
    ]);
  });
});

describe('the first clause', () => {
  it('goes early once it is long enough to speak', () => {
    const splitter = sentenceSplitter('en-US');
    expect(splitter.push('I can do that, if you')).toEqual(['I can do that,']);
  });
  it.each([
    ['is not cut off when it is too short', 'Sure, we can.', ['Sure, we can.']],
    ['goes at a colon or a dash', 'Here is what I have: nine.', ['Here is what I have:', 'nine.']],
    [
      'is only the first one',
      'On Monday morning, or later, or never. As you like, of course, sir.',
      ['On Monday morning,', 'or later, or never.', 'As you like, of course, sir.'],
    ],
    ['is not cut within a number', 'It is about 12,000 dollars.', ['It is about 12,000 dollars.']],
  ])('%s', (_, text, pieces) => {
    expect(split(text)).toEqual(pieces);
  });
});

describe('splitting', () => {
  const prose = fc
    .array(
      fc.constantFrom(
        'Yes',
        'Dr.',
        'p.m.',
        '3',
        'Tuesday',
        'we',
        'Open.',
        'no?',
        'so,',
        'ok:',
        '—',
        '3.5',
        '"Hi."',
        '…',
        '\n',
        '。',
        'é',
        '👍',
      ),
      { maxLength: 60 },
    )
    .map((words) => words.join(' '));
  const text = fc.oneof(
    prose,
    fc.string({ unit: 'grapheme', maxLength: 200 }),
    fc.string({ maxLength: 900 }),
  );
  const solid = (value: string) => value.replace(/\s+/g, '');

  it('loses and adds nothing but white space', () => {
    fc.assert(
      fc.property(text, (whole) => {
        expect(solid(split(whole).join(' '))).toBe(solid(whole));
      }),
    );
  });

  it('cuts the same pieces however the tokens were cut', () => {
    fc.assert(
      fc.property(text, anyChunking, (whole, chunking) => {
        const splitter = sentenceSplitter('en-US');
        const pieces = [...chunking(whole).flatMap((chunk) => splitter.push(chunk)), ...splitter.flush()];
        expect(pieces).toEqual(split(whole));
      }),
    );
  });

  it('never gives an empty piece, nor one too long for a synthesizer', () => {
    fc.assert(
      fc.property(fc.oneof(text, fc.string({ minLength: 1_000, maxLength: 2_000 })), (whole) => {
        for (const piece of split(whole)) {
          expect(piece.trim()).not.toBe('');
          expect(piece.length).toBeLessThanOrEqual(MAX_SENTENCE_CHARACTERS + 1);
        }
      }),
    );
  });
});
