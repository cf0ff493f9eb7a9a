import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fill, placeholdersOf, UnknownPlaceholder } from '../../../agent/playbook/fill.ts';

describe('a text with placeholders', () => {
  it('is filled wherever they stand, as often as they stand', () => {
    expect(fill('{day}, then: {time} on {day}.', { day: 'Friday', time: 'three' })).toBe(
      'Friday, then: three on Friday.',
    );
  });

  it('that asks for something unknown is an error that names it and what there is', () => {
    const filling = () => fill('On {date}', { day: 'Friday', time: 'three' });
    expect(filling).toThrow(UnknownPlaceholder);
    expect(filling).toThrow('"On {date}" asks for {date}, but only {day}, {time} can be filled in here.');
  });

  it('never takes a value from the language itself', () => {
    expect(() => fill('{constructor} {toString}', {})).toThrow(UnknownPlaceholder);
  });

  it('takes values as they are, braces and dollar signs too', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (name, day) => {
        expect(fill('{name}|{day}', { name, day })).toBe(`${name}|${day}`);
      }),
    );
  });

  it('names its placeholders once each, in order', () => {
    expect(placeholdersOf('{b} {a} {b}')).toEqual(['b', 'a']);
    expect(placeholdersOf('none { here')).toEqual([]);
  });
});
