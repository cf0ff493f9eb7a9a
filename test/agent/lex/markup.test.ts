import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_MESSAGE_CHARACTERS, spokenMessage } from '../../../agent/lex/markup.ts';

const sentences = fc.array(fc.string({ unit: 'grapheme', maxLength: 2_000 }), { minLength: 1, maxLength: 8 });

describe('a spoken message', () => {
  it('is SSML for Polly, one sentence an element', () => {
    expect(spokenMessage(['Hi.', 'How can I help?'], 'ssml')).toEqual({
      contentType: 'SSML',
      content: '<speak><s>Hi.</s> <s>How can I help?</s></speak>',
    });
  });

  it('is spoken at the rate of the voice, where Polly speaks', () => {
    expect(spokenMessage(['Hi.'], 'ssml', { rate: 90 }).content).toBe(
      '<speak><prosody rate="90%"><s>Hi.</s></prosody></speak>',
    );
    expect(spokenMessage(['Hi.'], 'agentic', { rate: 90 }).content).toBe('Hi.');
  });

  it('is plain text for the agentic engine', () => {
    expect(spokenMessage(['Hi.', 'Bye.'], 'agentic')).toEqual({
      contentType: 'PlainText',
      content: 'Hi. Bye.',
    });
  });

  it('lets no markup of the words through, which a voice would read out loud or obey', () => {
    const words = ['Tom & <break time="9s"/> "Jerry" [laughter]'];
    expect(spokenMessage(words, 'ssml').content).toBe(
      '<speak><s>Tom &amp; &lt;break time=&quot;9s&quot;/&gt; &quot;Jerry&quot; [laughter]</s></speak>',
    );
    expect(spokenMessage(words, 'agentic').content).toBe('Tom & break time="9s"/ "Jerry" laughter');
  });

  it('leaves out whole sentences at the end when Lex would not take them all', () => {
    const long = Array.from({ length: 100 }, (_, index) => `Sentence ${index} ${'x'.repeat(90)}.`);
    const { content } = spokenMessage(long, 'ssml');
    expect(content.length).toBeLessThanOrEqual(MAX_MESSAGE_CHARACTERS);
    expect(content.endsWith('x.</s></speak>')).toBe(true);
  });

  it('is within the limit and well-formed whatever the words are', () => {
    fc.assert(
      fc.property(sentences, (words) => {
        const { content } = spokenMessage(words, 'ssml');
        expect(content.length).toBeLessThanOrEqual(MAX_MESSAGE_CHARACTERS);
        const inside = content.slice('<speak>'.length, -'</speak>'.length).replaceAll(/<\/?s>/g, '');
        expect(inside).not.toMatch(/[<>"']/);
        expect(inside.replaceAll(/&(amp|lt|gt|quot|apos);/g, '')).not.toContain('&');
        expect(content.split('<s>').length).toBe(content.split('</s>').length);
        expect(spokenMessage(words, 'agentic').content).not.toMatch(/[<>[\]]/);
      }),
    );
  });
});
