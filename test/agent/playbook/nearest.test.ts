import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editDistance, nearest, standsFor } from '../../../agent/playbook/check/nearest.ts';
import { ToolName } from '../../../agent/tools/tool-name.ts';

describe('the word that was meant', () => {
  it.each([
    ['grreting', 'greeting'],
    ['gretting', 'greeting'],
    ['greetign', 'greeting'],
    ['Greeting', 'greeting'],
    ['nowledge', 'knowledge'],
    ['banana', undefined],
    ['g', undefined],
  ])('for %s is %s', (written, meant) => {
    expect(nearest(written, ['greeting', 'knowledge', 'tools', 'goals'])).toBe(meant);
  });

  it('is never another tool for a tool that exists', () => {
    fc.assert(
      fc.property(fc.constantFrom(...ToolName.options), fc.constantFrom(...ToolName.options), (a, b) => {
        expect(standsFor(a, b, ToolName.options)).toBe(a === b);
      }),
    );
  });
});

describe('the distance between words', () => {
  const word = fc.string({ maxLength: 8, unit: fc.constantFrom('a', 'b', 'c') });

  it('is the same both ways, zero only for the same word, and at most the longer word', () => {
    fc.assert(
      fc.property(word, word, (a, b) => {
        const distance = editDistance(a, b);
        expect(distance).toBe(editDistance(b, a));
        expect(distance === 0).toBe(a === b);
        expect(distance).toBeLessThanOrEqual(Math.max(a.length, b.length));
      }),
    );
  });

  it('counts two swapped neighbours as one slip', () => {
    expect(editDistance('tiem', 'time')).toBe(1);
  });
});
