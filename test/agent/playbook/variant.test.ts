import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compile } from '../../../agent/playbook/compile.ts';
import { inVariant, variantFor } from '../../../agent/playbook/variant.ts';
import { aPlaybook, aPlaybookSource } from '../../builders/a-playbook.ts';
import { complaints, playbookWith } from '../../builders/playbook-text.ts';

const en = (text: string) => ({ 'en-US': text });
const weights = (...each: number[]) =>
  Object.fromEntries(each.map((weight, index) => [`variant-${index + 1}`, { weight }]));
const caller = fc.integer({ min: 2_000_000, max: 9_999_999 }).map((number) => `+1206${number}`);

describe('which variant a caller gets', () => {
  it('is none when the playbook has none', () => {
    expect(variantFor({ id: 'a' }, '+12065550100')).toBeUndefined();
  });

  it('is the same every time', () => {
    const split = { id: 'a', variants: weights(1, 2, 3) };
    fc.assert(
      fc.property(caller, (number) => {
        expect(variantFor(split, number)).toBe(variantFor(structuredClone(split), number));
      }),
    );
  });

  it('does not depend on the order in which they are written', () => {
    const one = { a: { weight: 1 }, b: { weight: 2 }, c: { weight: 3 } };
    const other = { c: { weight: 3 }, a: { weight: 1 }, b: { weight: 2 } };
    fc.assert(
      fc.property(caller, (number) => {
        expect(variantFor({ id: 'a', variants: one }, number)).toBe(
          variantFor({ id: 'a', variants: other }, number),
        );
      }),
    );
  });

  it.each([[[1, 1]], [[1, 9]], [[50, 30, 20]], [[0.5, 2, 0.5, 1]]])(
    'comes to the shares that the weights %j say',
    (each) => {
      const split = { id: 'a', variants: weights(...each) };
      const callers = 20_000;
      const counts = new Map<string | undefined, number>();
      for (let index = 0; index < callers; index += 1) {
        const variant = variantFor(split, `+1206555${index}`);
        counts.set(variant, (counts.get(variant) ?? 0) + 1);
      }
      const sum = each.reduce((total, weight) => total + weight, 0);
      each.forEach((weight, index) => {
        const share = (counts.get(`variant-${index + 1}`) ?? 0) / callers;
        // Four standard deviations of a share of half the callers.
        expect(Math.abs(share - weight / sum)).toBeLessThan(4 * Math.sqrt(0.25 / callers));
      });
    },
  );

  it('changes for nobody who is not needed for a new one', () => {
    const before = { id: 'a', variants: weights(1, 1) };
    const after = { id: 'a', variants: weights(1, 1, 1) };
    fc.assert(
      fc.property(caller, (number) => {
        const now = variantFor(after, number);
        expect(now === 'variant-3' || now === variantFor(before, number)).toBe(true);
      }),
    );
  });

  it('is drawn anew for each playbook', () => {
    const variants = weights(1, 1);
    const numbers = Array.from({ length: 200 }, (_, index) => `+1206555${index}`);
    const same = numbers.filter(
      (number) => variantFor({ id: 'a', variants }, number) === variantFor({ id: 'b', variants }, number),
    );
    expect(same.length).toBeGreaterThan(50);
    expect(same.length).toBeLessThan(150);
  });
});

describe('a playbook in a variant', () => {
  const variants = {
    plain: { weight: 1 },
    brisk: {
      weight: 1,
      greeting: en('{company}, the AI assistant speaking.'),
      agent: { name: 'Max' },
      languages: { 'en-US': { tone: 'brisk' } },
      phrases: { anythingElse: en('What else?') },
      fields: { day: { ask: en('When?') } },
      goals: { book: { done: en('Done, {day} at {time}.') } },
      rules: { never: [] },
    },
  };
  const playbook = aPlaybook({ variants });

  it('says what the variant says, and everything else as before', () => {
    const { source } = inVariant(playbook, 'brisk');
    expect(source.greeting).toEqual(en('{company}, the AI assistant speaking.'));
    expect(source.agent).toEqual({ ...playbook.source.agent, name: 'Max' });
    expect(source.languages['en-US']).toEqual({ ...playbook.source.languages['en-US'], tone: 'brisk' });
    expect(source.phrases).toEqual({ ...playbook.source.phrases, anythingElse: en('What else?') });
    expect(source.fields.day).toEqual({ ...playbook.source.fields.day, ask: en('When?') });
    expect(source.goals.book).toEqual({ ...playbook.source.goals.book, done: en('Done, {day} at {time}.') });
    expect(source.rules).toEqual({ must: playbook.source.rules.must, never: [] });
    expect(source.limits).toEqual(playbook.source.limits);
  });

  it('is what a model is told', () => {
    const told = inVariant(playbook, 'brisk').instructions['en-US'];
    expect(told).toContain('You are Max');
    expect(told).toContain('Your tone: brisk');
    expect(playbook.instructions['en-US']).not.toContain('brisk');
  });

  it('is the same object every time, so that what is prepared for it is prepared once', () => {
    expect(inVariant(playbook, 'brisk')).toBe(inVariant(playbook, 'brisk'));
  });

  it('is the playbook as written when this version has no such variant', () => {
    expect(inVariant(playbook, 'gone')).toBe(playbook);
    expect(inVariant(playbook, undefined)).toBe(playbook);
  });

  it('is part of the version', () => {
    const other = { ...variants, plain: { weight: 2 } };
    expect(compile(aPlaybookSource({ variants: other })).version).not.toBe(playbook.version);
  });
});

describe('the check of variants', () => {
  const written = (variants: string) =>
    complaints(playbookWith(['limits:\n', `variants:\n${variants}limits:\n`]));

  it('takes two, of which one may be the playbook as it is', () => {
    expect(
      written('  plain: { weight: 1 }\n  short: { weight: 1, greeting: { en-US: "AI of {company}." } }\n'),
    ).toEqual([]);
  });

  it.each([
    ['one alone', '  plain: { weight: 1 }\n', /add at least two/],
    [
      'a field that is not there',
      '  plain: { weight: 1 }\n  short: { weight: 1, fields: { nmae: { ask: { en-US: Who? } } } }\n',
      /no "nmae" that a variant could change; did you mean "name"\?/,
    ],
    [
      'a placeholder that nothing fills',
      '  plain: { weight: 1 }\n  short: { weight: 1, greeting: { en-US: "AI of {firm}." } }\n',
      /in variant short: nothing is known as \{firm\}/,
    ],
    [
      'a key that variants cannot change',
      '  plain: { weight: 1 }\n  short: { weight: 1, timeZone: America/New_York }\n',
      /unknown key "timeZone"/,
    ],
    ['a weight of nothing', '  plain: { weight: 0 }\n  short: { weight: 1 }\n', /it must be more than 0/],
  ])('tells of %s', (_, variants, told) => {
    expect(written(variants)).toEqual([expect.stringMatching(told)]);
  });

  it('tells what is wrong in the playbook itself once', () => {
    const text = playbookWith(
      ['limits:\n', 'variants:\n  plain: { weight: 1 }\n  short: { weight: 1 }\nlimits:\n'],
      ['the AI assistant of {company}', 'the AI assistant of {firm}'],
    );
    expect(complaints(text)).toHaveLength(1);
  });
});
