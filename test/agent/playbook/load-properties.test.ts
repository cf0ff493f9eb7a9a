import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isMap, isScalar, LineCounter, type Pair, parse, parseDocument, visit } from 'yaml';
import { load } from '../../../agent/playbook/load.ts';
import { PlaybookSource } from '../../../agent/playbook/schema.ts';
import { complaints, PLAYBOOK_TEXT } from '../../builders/playbook-text.ts';

/** Every key of the text whose names are the schema's, with its line. Names that the author chooses are left out. */
function schemaKeys(): { key: string; line: number; start: number }[] {
  const lines = new LineCounter();
  const keys: { key: string; line: number; start: number }[] = [];
  const chosenByAuthor = new Set(['languages', 'fields', 'goals', 'choices']);
  visit(parseDocument(PLAYBOOK_TEXT, { lineCounter: lines }), {
    Pair: (_, pair: Pair, ancestors) => {
      const owner = ancestors.findLast((node) => node !== ancestors.at(-1) && 'key' in node);
      const ownerKey =
        owner !== undefined && 'key' in owner && isScalar(owner.key) ? String(owner.key.value) : '';
      if (!isScalar(pair.key) || !isMap(ancestors.at(-1)) || chosenByAuthor.has(ownerKey)) return;
      const start = pair.key.range?.[0];
      const key = String(pair.key.value);
      if (start === undefined || /^[a-z]{2}-[A-Z]{2}$/.test(key)) return;
      keys.push({ key, line: lines.linePos(start).line, start });
    },
  });
  return keys;
}

/** Generous: how fast the machine is must not decide. */
const TIMEOUT_MS = 60_000;

describe('whatever is written', { timeout: TIMEOUT_MS }, () => {
  const keys = schemaKeys();

  it('a key that the schema does not know is reported at its line', () => {
    expect(keys.length).toBeGreaterThan(100);
    fc.assert(
      fc.property(fc.constantFrom(...keys), fc.constantFrom('x', 'Zz', '_'), ({ key, line, start }, slip) => {
        const text = `${PLAYBOOK_TEXT.slice(0, start)}${key}${slip}${PLAYBOOK_TEXT.slice(start + key.length)}`;
        const told = complaints(text);
        expect(
          told.some(
            (problem) =>
              problem.startsWith(`playbook.yaml:${line}:`) && problem.includes(`unknown key "${key}${slip}"`),
          ),
        ).toBe(true);
      }),
      { numRuns: 100 },
    );
  });

  it('the loader never throws, and accepts only what the schema accepts', () => {
    const cut = fc.tuple(
      fc.nat(PLAYBOOK_TEXT.length),
      fc.nat(40),
      fc.string({ maxLength: 8, unit: 'binary' }),
    );
    fc.assert(
      fc.property(cut, ([at, length, inserted]) => {
        const text = PLAYBOOK_TEXT.slice(0, at) + inserted + PLAYBOOK_TEXT.slice(at + length);
        const result = load(text, 'playbook.yaml');
        if (result.ok) expect(PlaybookSource.safeParse(parse(text)).success).toBe(true);
        else expect(result.problems.length).toBeGreaterThan(0);
      }),
      { numRuns: 100 },
    );
  });

  it('a value of another type anywhere is a problem with a place inside the file', () => {
    const lineCount = PLAYBOOK_TEXT.split('\n').length;
    fc.assert(
      fc.property(fc.constantFrom(...keys), fc.constantFrom('[1, 2]', '{ a: 1 }', '~'), ({ line }, value) => {
        const lines = PLAYBOOK_TEXT.split('\n');
        const before = lines[line - 1] ?? '';
        fc.pre(/^\s*[a-zA-Z]+: [^[{&]+$/.test(before));
        lines[line - 1] = before.replace(/: .*$/, `: ${value}`);
        const result = load(lines.join('\n'), 'playbook.yaml');
        expect(result.ok).toBe(false);
        if (result.ok) return;
        expect(result.problems.some((problem) => problem.line === line)).toBe(true);
        expect(result.problems.every((problem) => problem.line <= lineCount)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});
