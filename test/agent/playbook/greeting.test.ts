import { describe, expect, it } from 'vitest';
import { complaints, playbookWith } from '../../builders/playbook-text.ts';

const GREETING = 'en-US: Hi, this is {agent}, the AI assistant of {company}.';

describe('the greeting', () => {
  it.each([
    'Hi, this is {agent}, the A.I. of {company}. How can I help?',
    "{company}'s virtual assistant speaking. Hello!",
  ])('says in its first sentence that an AI speaks: %s', (words) => {
    expect(complaints(playbookWith([GREETING, `en-US: "${words}"`]))).toEqual([]);
  });

  it.each(['Hi, this is {agent}. I am an AI assistant.', 'Hello, {company}, how can I help?'])(
    'is refused when its first sentence does not: %s',
    (words) => {
      expect(complaints(playbookWith([GREETING, `en-US: "${words}"`]))).toEqual([
        expect.stringContaining('the first sentence of the greeting in en-US does not say that an AI speaks'),
      ]);
    },
  );

  it('holds the words that disclosure names, when it names some', () => {
    const disclosure = 'disclosure: { en-US: a machine }\n';
    const own = (words: string) =>
      complaints(playbookWith([`greeting:\n  ${GREETING}`, `${disclosure}greeting:\n  en-US: ${words}`]));
    expect(own('Hi, I am a machine of {company}.')).toEqual([]);
    expect(own('Hi, I am the AI of {company}.')).toEqual([
      expect.stringContaining('does not say "a machine", as disclosure has it'),
    ]);
  });
});

describe('the speaking rate', () => {
  const voice = (engine: string, rate: string) =>
    complaints(
      playbookWith(['engine: neural, tone: friendly', `engine: ${engine}, rate: ${rate}, tone: friendly`]),
    );

  it('is set for standard and neural voices, within what can be followed', () => {
    expect(voice('neural', '90')).toEqual([]);
    expect(voice('neural', '20')).toEqual([expect.stringContaining('the least is 50')]);
  });

  it('cannot be set for others', () => {
    expect(voice('generative', '90')).toEqual([
      expect.stringContaining('the rate of a generative voice cannot be set'),
    ]);
  });
});
