import fc from 'fast-check';
import { expect, test } from 'vitest';
import { linesOf } from '../../../adapters/lambda/ndjson.ts';

async function* chunked(bytes: Uint8Array, cuts: number[]): AsyncGenerator<Uint8Array> {
  const at = [...new Set(cuts.map((cut) => cut % (bytes.length + 1)))].toSorted((a, b) => a - b);
  let from = 0;
  for (const to of [...at, bytes.length]) {
    yield bytes.subarray(from, to);
    from = to;
  }
}

test('however a stream is cut, even inside a character, its lines come out whole and in order', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.json()), fc.array(fc.nat()), fc.boolean(), async (lines, cuts, lastFeed) => {
      const text = lines.join('\n') + (lastFeed ? '\n' : '');
      const read: string[] = [];
      for await (const line of linesOf(chunked(new TextEncoder().encode(text), cuts))) read.push(line);
      expect(read).toEqual(lines);
    }),
  );
});

test('empty lines are left out', async () => {
  const read: string[] = [];
  for await (const line of linesOf(chunked(new TextEncoder().encode('\n{}\r\n\n \n{}'), []))) read.push(line);
  expect(read.map((line) => line.trim())).toEqual(['{}', '{}']);
});
