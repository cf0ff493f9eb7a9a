import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { piecesOf, toSsml, wordsOf } from '../../../local/telephone/speech/markup.ts';
import { spokenVoice } from '../../../local/telephone/speech/voices.ts';

describe('SSML', () => {
  it.each([
    ['<speak>Hello &amp; welcome</speak>', [{ say: 'Hello & welcome' }]],
    ['<speak><s>One.</s> <s>Two.</s></speak>', [{ say: 'One.' }, { say: 'Two.' }]],
    ['<speak>A<break time="300ms"/>B</speak>', [{ say: 'A' }, { pauseMs: 300 }, { say: 'B' }]],
    ['<speak>A<break time="1.5s"/>B</speak>', [{ say: 'A' }, { pauseMs: 1_500 }, { say: 'B' }]],
    ['<speak><say-as interpret-as="characters">LZ7</say-as></speak>', [{ say: 'L Z 7' }]],
    ['<speak><sub alias="doctor">Dr</sub></speak>', [{ say: 'doctor' }]],
    ['<speak><prosody rate="slow">Slowly</prosody></speak>', [{ say: 'Slowly' }]],
  ])('%s', (text, pieces) => {
    expect(piecesOf({ text, markup: 'ssml' })).toEqual(pieces);
  });

  it.each([
    'Hello',
    '<speak>Hello',
    '<speak><b>Hello</b></speak>',
    '<speak><s>Hello</speak></s>',
    '<speak>1 < 2</speak>',
  ])('malformed markup is read aloud: %s', (text) => {
    expect(piecesOf({ text, markup: 'ssml' })).toEqual([{ say: text }]);
  });

  it('any words come through unchanged', () => {
    const word = fc.stringMatching(/^[\w&<>'"é]+$/);
    fc.assert(
      fc.property(fc.array(word, { minLength: 1 }), (words) => {
        const say = words.join(' ');
        expect(wordsOf({ text: toSsml([{ say }]), markup: 'ssml' })).toBe(say);
      }),
    );
  });
});

describe('agentic markup', () => {
  it.each([
    ['Hello there.', [{ say: 'Hello there.' }]],
    ['Wait<break time="500ms"/> please', [{ say: 'Wait' }, { pauseMs: 500 }, { say: 'please' }]],
    ['It is <spell>AB12</spell>.', [{ say: 'It is A B 1 2.' }]],
    ['<speed ratio="0.8"/>Slowly', [{ say: 'Slowly' }]],
    ['<emotion value="content"/>Good', [{ say: 'Good' }]],
    ['[laughter] Good', [{ say: 'Good' }]],
  ])('%s', (text, pieces) => {
    expect(piecesOf({ text, markup: 'agentic' })).toEqual(pieces);
  });

  it.each(['<speak>Hello</speak>', '<speed ratio=0.8/>Hello', '<spell>AB', '<b>Hello</b>'])(
    'what the engine does not know is read aloud: %s',
    (text) => {
      expect(wordsOf({ text, markup: 'agentic' })).toBe(text);
    },
  );
});

describe('voices', () => {
  it("a Polly voice speaks by its own engine, an agentic one by somebody of Polly's", () => {
    expect(spokenVoice({ name: 'Joanna', engine: 'neural' })).toEqual({ id: 'Joanna', engine: 'neural' });
    expect(spokenVoice({ name: 'Blake', engine: 'connect:agentic' })).toEqual({
      id: 'Matthew',
      engine: 'generative',
    });
  });

  it('a Polly voice under the agentic engine cannot speak, nor any voice under an unknown one', () => {
    expect(spokenVoice({ name: 'Joanna', engine: 'connect:agentic' })).toBeUndefined();
    expect(spokenVoice({ name: 'Joanna', engine: 'steam' })).toBeUndefined();
  });
});
