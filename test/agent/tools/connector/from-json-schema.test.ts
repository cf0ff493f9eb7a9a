import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { fromJsonSchema, UnusableSchema } from '../../../../agent/tools/connector/from-json-schema.ts';

const accepts = (schema: unknown, value: unknown): boolean => fromJsonSchema(schema).safeParse(value).success;

describe('a check made of a JSON Schema', () => {
  it.each<[string, unknown, unknown[], unknown[]]>([
    ['a text', { type: 'string', minLength: 2, maxLength: 3 }, ['ab', 'abc'], ['a', 'abcd', 1, null]],
    ['a pattern anywhere in it', { type: 'string', pattern: '^[0-9]{5}$' }, ['98101'], ['9810', 'x98101']],
    ['a date', { type: 'string', format: 'date' }, ['2026-12-01'], ['tomorrow']],
    ['a format that nobody checks', { type: 'string', format: 'colour' }, ['red'], [1]],
    ['a whole number', { type: 'integer', minimum: 1, exclusiveMaximum: 5 }, [1, 4], [0, 5, 1.5, '1']],
    ['a number', { type: 'number', multipleOf: 0.5 }, [1.5, -2], [0.3]],
    ['one of several types', { type: ['string', 'null'] }, ['a', null], [1, undefined]],
    ['one of a list', { enum: ['a', 1, { b: [2] }] }, ['a', 1, { b: [2] }], ['b', 2, { b: [3] }]],
    ['one value', { const: { a: 1, b: 2 } }, [{ b: 2, a: 1 }], [{ a: 1 }, 1]],
    [
      'a list',
      { type: 'array', items: { type: 'boolean' }, minItems: 1, maxItems: 2 },
      [[true]],
      [[], ['x']],
    ],
    ['any of', { anyOf: [{ type: 'string' }, { type: 'number' }] }, ['a', 1], [true]],
    ['one of', { oneOf: [{ type: 'number', minimum: 5 }, { type: 'integer' }] }, [1, 5.5], [7, 'x']],
    ['all of', { allOf: [{ type: 'number' }, { type: 'number', minimum: 2 }] }, [3], [1, 'x']],
    ['anything', {}, [1, 'a', null, []], []],
  ])('%s', (_, schema, good, bad) => {
    for (const value of good) expect(accepts(schema, value), JSON.stringify(value)).toBe(true);
    for (const value of bad) expect(accepts(schema, value), JSON.stringify(value)).toBe(false);
  });

  it('an object: what is required, what is described, what else there may be', () => {
    const described = { type: 'object', properties: { a: { type: 'number' } }, required: ['a', 'b'] };
    expect(accepts(described, { a: 1, b: 2, c: 3 })).toBe(true);
    expect(accepts(described, { a: 1 })).toBe(false);
    expect(accepts(described, { a: 'x', b: 2 })).toBe(false);
    expect(accepts({ ...described, additionalProperties: false }, { a: 1, b: 2 })).toBe(true);
    expect(accepts({ ...described, additionalProperties: false }, { a: 1, b: 2, c: 3 })).toBe(false);
    expect(accepts({ ...described, additionalProperties: { type: 'number' } }, { a: 1, b: 2, c: 'x' })).toBe(
      false,
    );
  });

  it.each([
    [{ $ref: '#/$defs/area' }, /\$ref/],
    [{ type: 'object', properties: { a: { type: 'text' } } }, /properties: a: type/],
    [{ type: 'string', pattern: '[' }, /pattern/],
    [{ type: 'array', contains: {} }, /contains/],
    [[], /object/],
  ])('%j is refused by what is wrong with it', (schema, message) => {
    expect(() => fromJsonSchema(schema)).toThrow(UnusableSchema);
    expect(() => fromJsonSchema(schema)).toThrow(message);
  });

  it('accepts what zod’s own reader of JSON Schemas accepts, and nothing else', () => {
    const { schema } = fc.letrec((tie) => ({
      schema: fc.oneof(
        { depthSize: 'small' },
        fc.constant({ type: 'boolean' }),
        fc.record({ type: fc.constant('string'), maxLength: fc.nat(4) }),
        fc.record({ type: fc.constantFrom('number', 'integer'), minimum: fc.integer({ min: -5, max: 5 }) }),
        fc.record({ type: fc.constant('array'), items: tie('schema') }),
        fc.record({
          type: fc.constant('object'),
          properties: fc.dictionary(fc.constantFrom('a', 'b'), tie('schema')),
          required: fc.uniqueArray(fc.constantFrom('a', 'b')).map((names) => names),
          additionalProperties: fc.boolean(),
        }),
      ),
    }));
    const value = fc.oneof(
      fc.jsonValue({ maxDepth: 2 }),
      fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.jsonValue({ maxDepth: 1 })),
    );
    fc.assert(
      fc.property(schema, value, (written, given) => {
        const oracle = z.fromJSONSchema(z.record(z.string(), z.unknown()).parse(withoutStrangers(written)));
        expect(accepts(withoutStrangers(written), given)).toBe(oracle.safeParse(given).success);
      }),
    );
  });
});

/** zod passes over a required key that is not described; JSON Schema does not, and neither does ours. */
function withoutStrangers(schema: unknown): unknown {
  if (typeof schema !== 'object' || schema === null) return schema;
  if (Array.isArray(schema)) return schema.map(withoutStrangers);
  const inner = Object.fromEntries(
    Object.entries(schema).map(([key, each]) => [key, withoutStrangers(each)]),
  );
  const { required, properties } = inner;
  if (!Array.isArray(required) || typeof properties !== 'object' || properties === null) return inner;
  return { ...inner, required: required.filter((name: string) => Object.hasOwn(properties, name)) };
}
