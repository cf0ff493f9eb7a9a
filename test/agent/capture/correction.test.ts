import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { known, understood } from '../../builders/an-utterance.ts';

/** The values of the fields that were found. */
function values(text: string, moment: Parameters<typeof understood>[1] = {}): Record<string, string> {
  const { fields } = understood(text, moment);
  return Object.fromEntries(Object.entries(fields).map(([id, { value }]) => [id, value]));
}

const spanish = { locale: 'es-US' };

describe('what the caller corrects while speaking', () => {
  test.each([
    [
      'I want December sixteenth, no wait, the eighteenth, my number is two oh six five five five oh one two two',
      { day: '2026-12-18', phone: '+12065550122' },
    ],
    ['december sixteenth no actually december eighteenth at three', { day: '2026-12-18', time: '15:00' }],
    ['january nineteenth no the twentieth', { day: '2027-01-20' }],
    ['tuesday at three no four', { day: '2026-11-24', time: '16:00' }],
    ['monday no tuesday no wednesday', { day: '2026-11-25' }],
    ['monday no tuesday or wednesday', { day: '2026-11-24' }],
    ['tuesday scratch that wednesday', { day: '2026-11-25' }],
    ['a cleaning on tuesday I mean a checkup', { reason: 'checkup', day: '2026-11-24' }],
    ['a cleaning no wait a filling at nine thirty', { reason: 'filling', time: '09:30' }],
    ['I had a cleaning booked, I want a checkup instead', { reason: 'checkup' }],
    ['I wanted tuesday but let us do wednesday instead', { day: '2026-11-25' }],
    ["tuesday doesn't work so wednesday", { day: '2026-11-25' }],
    ['I was there on november second and I want december second', { day: '2026-12-02' }],
    ['my number is 206 555 0122 no sorry 206 555 0199', { phone: '+12065550199' }],
    ['my number is 206 555 0122 no 0123', { phone: '+12065550123' }],
    ['member 8005551234567, my number is 206 555 0122', { phone: '+12065550122' }],
    ['my name is maria lopez no sorry mary jones', { name: 'Mary Jones' }],
    [
      'tuesday at three, no problem, my name is Maria Lopez',
      { day: '2026-11-24', time: '15:00', name: 'Maria Lopez' },
    ],
    ['at three, sorry, my name is Maria Lopez', { time: '15:00', name: 'Maria Lopez' }],
    ['thursday instead of tuesday', {}],
    ['wednesday not tuesday', { day: '2026-11-25' }],
  ])('"%s"', (text, fields) => {
    expect(values(text)).toEqual(fields);
  });

  test.each([
    ['quiero el martes no perdón el miércoles', { day: '2026-11-25' }],
    ['el dieciséis de diciembre no mejor el dieciocho', { day: '2026-12-18' }],
    ['el martes a las tres digo a las cuatro', { day: '2026-11-24', time: '16:00' }],
    ['una limpieza no espere una revisión', { reason: 'checkup' }],
    ['mi número es 206 555 0122 perdón 206 555 0199', { phone: '+12065550199' }],
    ['el miércoles no el martes', { day: '2026-11-25' }],
    ['el martes no me sirve el miércoles sí', { day: '2026-11-25' }],
  ])('"%s", in Spanish', (text, fields) => {
    expect(values(text, spanish)).toEqual(fields);
  });

  test('moves a known day within its own month', () => {
    const moment = {
      fields: { day: known('2027-01-13') },
      expect: { kind: 'yes-no', confirms: 'goal' },
    } as const;
    expect(values('no the twentieth', moment)).toEqual({ day: '2027-01-20' });
  });

  test('can be the goal', () => {
    expect(understood('i want to book no i need to cancel my appointment', { goal: null }).goal).toBe(
      'cancel',
    );
  });

  test('can be the part of the day', () => {
    expect(understood('tuesday morning no afternoon').partOfDay).toBe('afternoon');
  });
});

describe('a sentence with a correction', () => {
  const PAIRS = {
    'en-US': {
      corrections: [
        'no',
        'no wait',
        'actually',
        'i mean',
        'sorry',
        'or rather',
        'no make that',
        'no sorry i meant',
      ],
      values: [
        ['tuesday', 'december sixteenth', 'wednesday', 'december second'],
        ['at three', 'at nine thirty', 'at four pm', 'at ten in the morning'],
        ['a cleaning', 'a checkup', 'a filling', 'teeth whitening'],
        [
          'my number is 206 555 0122',
          'my number is 206 555 0199',
          'my number is two oh six five five five oh one one one',
        ],
      ],
      before: ['', 'i want', 'hi um', 'could i come in'],
      after: ['', 'please', 'if that is possible'],
    },
    'es-US': {
      corrections: ['no mejor', 'no espere', 'perdón', 'digo', 'mejor dicho', 'quise decir', 'en realidad'],
      values: [
        ['el martes', 'el dieciséis de diciembre', 'el miércoles'],
        ['a las tres de la tarde', 'a las nueve y media', 'a las cuatro de la tarde'],
        ['una limpieza', 'una revisión', 'un empaste'],
        ['mi número es 206 555 0122', 'mi número es 206 555 0199'],
      ],
      before: ['', 'quiero', 'hola'],
      after: ['', 'por favor', 'si se puede'],
    },
  };

  test.each(['en-US', 'es-US'] as const)('means what the corrected sentence alone means, in %s', (locale) => {
    const { corrections, values: kinds, before, after } = PAIRS[locale];
    const sentence = fc.constantFrom(...kinds).chain((values) =>
      fc.record({
        first: fc.array(fc.constantFrom(...values), { minLength: 1, maxLength: 3 }),
        last: fc.constantFrom(...values),
        corrections: fc.array(fc.constantFrom(...corrections), { minLength: 3, maxLength: 3 }),
        before: fc.constantFrom(...before),
        after: fc.constantFrom(...after),
      }),
    );
    fc.assert(
      fc.property(sentence, ({ first, last, corrections: said, before, after }) => {
        const corrected = first.map((value, index) => `${value} ${said[index]}`).join(' ');
        const whole = values(`${before} ${corrected} ${last} ${after}`, { locale });
        expect(whole).toEqual(values(`${before} ${last} ${after}`, { locale }));
        expect(Object.keys(whole)).toHaveLength(1);
      }),
      { numRuns: 300 },
    );
  });
});
