import { beforeAll, describe, expect, it } from 'vitest';
import { type KnownUtterance, knownUtterances } from '../../../local/engines/known-utterances.ts';
import type { GrammarRequest, HeardWord } from '../../../local/engines/recogniser.ts';
import { spoken } from '../../builders/spoken.ts';

const TEXTS = ['I would like to book a cleaning', 'Maria Lopez', 'two oh six five five five oh one two two'];
/** It needs no grammar. */
const ANY: GrammarRequest = {
  key: 'any',
  playbook: {
    goals: [],
    choices: [],
    questions: [],
    objections: [],
    person: [],
    besideNumbers: [],
    fieldTypes: [],
  },
  emphasis: 'anything',
};

let known: KnownUtterance[];
beforeAll(async () => {
  known = await Promise.all(TEXTS.map(async (text) => ({ text, samples: await spoken(text) })));
});

/** What is heard after each tenth of a second of a recording, and at its end. */
function hear(samples: Int16Array): HeardWord[][] {
  const heard: HeardWord[][] = [];
  const utterance = knownUtterances(known).begin(ANY, {
    words: (words) => void heard.push(words),
    failed: () => {},
  });
  for (let at = 0; at < samples.length; at += 800) utterance.push(samples.subarray(at, at + 800));
  utterance.end();
  return heard;
}

describe('the recogniser of load tests', () => {
  it.each(TEXTS)('tells "%s" by its sound', async (text) => {
    const samples = await spoken(text, { silenceBeforeMs: 430 });

    const words = hear(samples)
      .at(-1)
      ?.map((word) => word.text);

    expect(words).toEqual(text.toLowerCase().split(' '));
  });

  it('gives words only once they have been said', async () => {
    const samples = await spoken(TEXTS[0] ?? '');

    const counts = hear(samples).map((words) => words.length);

    expect(counts).toEqual(counts.toSorted((a, b) => a - b));
    expect(new Set(counts).size).toBeGreaterThan(5);
  });
});
