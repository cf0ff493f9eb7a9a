import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { HeardWord } from '../../../../local/engines/recogniser.ts';
import { stabiliser } from '../../../../local/services/transcribe/stabiliser.ts';

/** Words of 200 ms each, one after the other. */
function words(text: string): HeardWord[] {
  return text
    .split(' ')
    .filter((word) => word !== '')
    .map((word, n) => ({ text: word, startMs: n * 200, endMs: (n + 1) * 200, confidence: 1 }));
}

/** What stood in each result, a stable word with a star. */
function resultsOf(
  steps: { heard: string; heardMs: number; inSilence?: boolean; isFinal?: boolean }[],
): string[] {
  const stable = stabiliser();
  return steps.map(({ heard, heardMs, inSilence = false, isFinal = false }) =>
    stable(words(heard), { heardMs, inSilence, isFinal })
      .map((word) => (word.stable ? `${word.text}*` : word.text))
      .join(' '),
  );
}

describe('stability of words', () => {
  it('comes with age and with being heard the same again', () => {
    expect(
      resultsOf([
        { heard: 'on', heardMs: 200 },
        { heard: 'on friday', heardMs: 400 },
        { heard: 'on friday at', heardMs: 600 },
        { heard: 'on friday at', heardMs: 800 },
      ]),
    ).toEqual(['on', 'on friday', 'on friday at', 'on* friday at']);
  });

  it('comes sooner once the caller is silent', () => {
    expect(
      resultsOf([
        { heard: 'next tuesday', heardMs: 400 },
        { heard: 'next tuesday', heardMs: 500, inSilence: true },
      ]),
    ).toEqual(['next tuesday', 'next* tuesday*']);
  });

  it('comes to every word with the final result', () => {
    expect(resultsOf([{ heard: 'yes please', heardMs: 400, isFinal: true }])).toEqual(['yes* please*']);
  });

  it('keeps a word that the recogniser takes back, and what it hears after it', () => {
    const results = resultsOf([
      { heard: 'two', heardMs: 900 },
      { heard: 'two oh', heardMs: 1_000 },
      { heard: 'two oh', heardMs: 1_100 },
      { heard: 'to uh six', heardMs: 1_200 },
    ]);
    expect(results.slice(2)).toEqual(['two* oh', 'two* uh six']);
  });

  it('never goes back, whatever is heard', () => {
    const heard = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 6 }).map((list) => list.join(' '));
    const step = fc.record({ heard, inSilence: fc.boolean() });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), heard, (steps, last) => {
        const results = resultsOf([
          ...steps.map((each, n) => ({ ...each, heardMs: (n + 1) * 300 })),
          { heard: last, heardMs: 10_000, isFinal: true },
        ]);
        let before: string[] = [];
        for (const result of results) {
          const stable = result.split(' ').filter((word) => word.endsWith('*'));
          expect(stable.slice(0, before.length)).toEqual(before);
          before = stable;
        }
      }),
    );
  });
});
