import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { compile } from '../../../agent/playbook/compile.ts';
import { normalisePhrase, recognisable } from '../../../agent/playbook/phrases.ts';
import { PlaybookSource } from '../../../agent/playbook/schema.ts';
import { playbookWith } from '../../builders/playbook-text.ts';

const salon = compile(
  PlaybookSource.parse(
    parse(
      playbookWith([
        '[make an appointment, book a visit]',
        '["I’d like an appointment, please!", book a visit]',
      ]),
    ),
  ),
);

describe('what callers can be expected to say', () => {
  it('is listed by what they mean by it, the way a recogniser writes it', () => {
    expect(recognisable(salon, 'en-US')).toEqual({
      goals: [
        { id: 'book', phrases: ["i'd like an appointment please", 'book a visit'] },
        { id: 'cancel', phrases: ['cancel my appointment'] },
      ],
      choices: [
        {
          field: 'reason',
          choices: [
            { id: 'color', phrases: ['coloring', 'highlights'] },
            { id: 'cut', phrases: ['haircut', 'a trim'] },
          ],
        },
      ],
      objections: [],
      questions: [{ id: 'parking', phrases: ['where can i park'] }],
      person: ['a real person'],
      besideNumbers: [],
      fieldTypes: ['date', 'person-name', 'phone', 'choice', 'time'],
    });
  });

  it('is nothing in a language that the playbook does not speak', () => {
    expect(recognisable(salon, 'fr-FR').goals).toEqual([
      { id: 'book', phrases: [] },
      { id: 'cancel', phrases: [] },
    ]);
  });
});

describe('a phrase as a recogniser writes it', () => {
  it.each([
    ["What's your ADDRESS?", "what's your address"],
    ['check-up', 'check up'],
    ['  two   spaces ', 'two spaces'],
    ['¿Dónde están?', 'dónde están'],
  ])('%j is %j', (written, heard) => {
    expect(normalisePhrase(written)).toBe(heard);
  });

  it('is not changed by being written down again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const once = normalisePhrase(text);
        expect(normalisePhrase(once)).toBe(once);
      }),
    );
  });
});
