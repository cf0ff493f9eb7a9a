import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eventPattern, InvalidEventPattern } from '../../../local/services/event-pattern.ts';

const turn = {
  source: 'parley',
  'detail-type': 'turn.completed',
  resources: ['arn:one', 'arn:two'],
  detail: { turn: 12, status: 'talking', note: null, tool: { name: 'book_appointment', ok: true } },
};

describe('an event pattern', () => {
  it.each([
    ['an exact text', { source: ['parley'] }],
    ['one of several texts', { source: ['other', 'parley'] }],
    ['a nested field', { detail: { tool: { name: ['book_appointment'] } } }],
    ['a number, a truth value and null', { detail: { turn: [12], note: [null], tool: { ok: [true] } } }],
    ['an element of a list', { resources: ['arn:two'] }],
    ['a prefix', { 'detail-type': [{ prefix: 'turn.' }] }],
    ['a suffix', { 'detail-type': [{ suffix: '.completed' }] }],
    ['a prefix in another case', { source: [{ prefix: { 'equals-ignore-case': 'PAR' } }] }],
    ['a text in another case', { source: [{ 'equals-ignore-case': 'Parley' }] }],
    ['a wildcard', { 'detail-type': [{ wildcard: 't*.comp*ed' }] }],
    ['a range of numbers', { detail: { turn: [{ numeric: ['>', 10, '<=', 12] }] } }],
    ['a field that exists', { detail: { status: [{ exists: true }] } }],
    ['a field that does not', { detail: { missing: [{ exists: false }] } }],
    ['anything but a text', { source: [{ 'anything-but': 'aws.s3' }] }],
    ['anything but a list', { detail: { turn: [{ 'anything-but': [1, 2] }] } }],
    ['anything but a prefix', { source: [{ 'anything-but': { prefix: 'aws.' } }] }],
    ['one of two alternatives', { $or: [{ source: ['x'] }, { detail: { turn: [{ numeric: ['=', 12] }] } }] }],
  ])('matches %s', (_, pattern) => {
    expect(eventPattern(pattern)(turn)).toBe(true);
  });

  it.each([
    ['another text', { source: ['PARLEY'] }],
    ['a number as a text', { detail: { turn: ['12'] } }],
    ['a field that is missing', { detail: { missing: ['x'] } }],
    ['only some of its fields', { source: ['parley'], 'detail-type': ['call.ended'] }],
    ['a wildcard with more behind it', { source: [{ wildcard: 'par*x' }] }],
    ['a dot where the wildcard has one', { 'detail-type': [{ wildcard: 'turn?completed' }] }],
    ['a number out of range', { detail: { turn: [{ numeric: ['<', 12] }] } }],
    ['an object where a value must exist', { detail: { tool: [{ exists: true }] } }],
    ['an existing field that must not be', { source: [{ exists: false }] }],
    ['what anything-but refuses', { source: [{ 'anything-but': ['parley'] }] }],
    ['a missing field with anything-but', { nothing: [{ 'anything-but': 'x' }] }],
    ['neither of two alternatives', { $or: [{ source: ['x'] }, { source: ['y'] }] }],
  ])('does not match %s', (_, pattern) => {
    expect(eventPattern(pattern)(turn)).toBe(false);
  });

  it.each([
    ['an empty pattern', {}, 'its top'],
    ['a value that is not in a list', { source: 'parley' }, 'source'],
    ['an empty list', { source: [] }, 'source'],
    ['an operator nobody knows', { detail: { x: [{ cidr: '10.0.0.0/8' }] } }, 'detail.x.cidr'],
    ['two operators at once', { x: [{ prefix: 'a', suffix: 'b' }] }, 'x'],
    ['a comparison with a text', { x: [{ numeric: ['<', '5'] }] }, 'x.numeric'],
    ['a single alternative', { $or: [{ x: [1] }] }, '$or'],
    ['a text for exists', { x: [{ exists: 'yes' }] }, 'x.exists'],
  ])('refuses %s, and names the place', (_, pattern, place) => {
    expect(() => eventPattern(pattern)).toThrow(InvalidEventPattern);
    expect(() => eventPattern(pattern)).toThrow(`at ${place}:`);
  });
});

const scalar = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null));

describe('properties of event patterns', () => {
  it('a pattern made of an event’s own values matches that event', () => {
    const event = fc.dictionary(
      fc.string({ minLength: 1 }).filter((key) => key !== '$or' && key !== '__proto__'),
      fc.oneof(scalar, fc.dictionary(fc.stringMatching(/^[a-z]{1,5}$/), scalar, { minKeys: 1 })),
      { minKeys: 1 },
    );
    fc.assert(
      fc.property(event, (given) => {
        const patternOf = (value: object): object =>
          Object.fromEntries(
            Object.entries(value).map(([key, each]) => [
              key,
              typeof each === 'object' && each !== null ? patternOf(each) : [each],
            ]),
          );
        expect(eventPattern(patternOf(given))(given)).toBe(true);
      }),
    );
  });

  it('a prefix and a suffix match exactly as the language’s own functions do', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (value, affix) => {
        expect(eventPattern({ x: [{ prefix: affix }] })({ x: value })).toBe(value.startsWith(affix));
        expect(eventPattern({ x: [{ suffix: affix }] })({ x: value })).toBe(value.endsWith(affix));
      }),
    );
  });

  it('anything-but is the opposite of the list, for values of its kinds', () => {
    const value = fc.oneof(fc.string(), fc.integer());
    fc.assert(
      fc.property(value, fc.array(value, { minLength: 1 }), (given, list) => {
        const matches = eventPattern({ x: list })({ x: given });
        expect(eventPattern({ x: [{ 'anything-but': list }] })({ x: given })).toBe(!matches);
      }),
    );
  });

  it('a wildcard takes every character but the star as it is', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (before, middle, after) => {
        const plain = (text: string): string => text.replaceAll(/[*\\]/g, '\\$&');
        const pattern = `${plain(before)}*${plain(after)}`;
        expect(eventPattern({ x: [{ wildcard: pattern }] })({ x: before + middle + after })).toBe(true);
        expect(eventPattern({ x: [{ wildcard: plain(before) }] })({ x: `${before}!` })).toBe(false);
      }),
    );
  });
});
