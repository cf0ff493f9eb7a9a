import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sayValue } from '../../../agent/capture/say-value.ts';
import { hasMarkup, plainWords } from '../../../agent/text/plain-words.ts';
import { dentalPlaybook } from '../../builders/a-talk.ts';
import { understood } from '../../builders/an-utterance.ts';

test.each([
  ['<b>Maria</b> Lopez', ' Maria  Lopez'],
  ['<!-- note --> hello', '  hello'],
  ['before < after', 'before < after'],
  ['I <3 you', 'I <3 you'],
  ['<script src=x', ' '],
])('"%s" without tags is "%s"', (text, plain) => {
  expect(plainWords(text)).toBe(plain);
});

test('no field that is read from what was typed holds markup, whatever was typed', () => {
  const piece = fc.constantFrom(
    '<b>',
    '</b>',
    '<',
    '>',
    'maria',
    'lopez',
    'my name is',
    '<script>',
    'tuesday',
    '"',
  );
  const expected = fc.constantFrom({ kind: 'name', field: 'name' } as const, { kind: 'open' } as const);
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), expected, (pieces, expect_) => {
      for (const { value } of Object.values(understood(pieces.join(' '), { expect: expect_ }).fields))
        expect(hasMarkup(value)).toBe(false);
    }),
  );
});

test('a name with markup that a model notes is no value of the field', () => {
  const { name } = dentalPlaybook().source.fields;
  if (name === undefined) throw new Error('the playbook collects no name');
  expect(sayValue(name, '<i>Maria</i>', 'en-US')).toBeUndefined();
  expect(sayValue(name, 'Maria', 'en-US')).toBe('Maria');
});
