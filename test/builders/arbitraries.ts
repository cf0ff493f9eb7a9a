import fc from 'fast-check';
import { Expect } from '../../agent/turn/expect.ts';

/** Any expectation. */
export const anyExpect: fc.Arbitrary<Expect> = fc.oneof(
  fc.constantFrom<Expect>({ kind: 'open' }, { kind: 'nothing' }, { kind: 'yes-no' }),
  fc.string().map((confirms): Expect => ({ kind: 'yes-no', confirms })),
  fc
    .record({
      kind: fc.constantFrom('digits', 'name', 'date', 'time', 'choice', 'text'),
      field: fc.string(),
    })
    .map((expectation) => Expect.parse(expectation)),
);

/** A way to cut a text into chunks as a token stream would, any code unit being a possible cut. */
export const anyChunking: fc.Arbitrary<(text: string) => string[]> = fc
  .array(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 12 })
  .map((sizes) => (text) => {
    const chunks: string[] = [];
    for (let from = 0, index = 0; from < text.length; index += 1) {
      const size = sizes[index % sizes.length] ?? 1;
      chunks.push(text.slice(from, from + size));
      from += size;
    }
    return chunks;
  });
