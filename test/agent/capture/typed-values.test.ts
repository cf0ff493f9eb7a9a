import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { numberAt } from '../../../agent/capture/number.ts';
import { sayValue } from '../../../agent/capture/say-value.ts';
import { tokenise } from '../../../agent/capture/tokens.ts';
import { understand } from '../../../agent/capture/understand.ts';
import { wordsFor } from '../../../agent/capture/words/languages.ts';
import { compile } from '../../../agent/playbook/compile.ts';
import type { Field } from '../../../agent/playbook/schema.ts';
import { expectOf } from '../../../agent/script/moment.ts';
import type { Expect } from '../../../agent/turn/expect.ts';
import { NOW_MS } from '../../builders/a-desk.ts';
import { aPlaybookSource } from '../../builders/a-playbook.ts';

const texts = { label: { 'en-US': 'it' }, ask: { 'en-US': 'What is it?' } };

/** What is understood when a field of this type was asked for and this was said. */
function asked(field: Field, text: string, changes: { locale?: string; expect?: Expect } = {}) {
  const playbook = compile(aPlaybookSource({ fields: { it: field }, goals: {} }));
  return understand({ ...moment, playbook, text, expect: expectOf('it', field), ...changes });
}
const moment = { locale: 'en-US', fields: {}, offers: [], goal: null, nowMs: NOW_MS };
const spanish = { locale: 'es-US' };
const value = (field: Field, text: string, changes = {}) => asked(field, text, changes).fields.it?.value;

describe('a postal code', () => {
  const zip: Field = { type: 'postal-code', digits: 5, ...texts };
  const unasked = { expect: { kind: 'open' } as const };

  test.each([
    ['80205', '80205'],
    ['eight oh two oh five', '80205'],
    ['um it is eight zero two, oh five', '80205'],
    ['my zip code is zero two one three nine', '02139'],
    ['80205-1234', '80205'],
    ['twelve forty Alder Lane, 80205', '80205'],
  ])('is heard in "%s"', (text, code) => {
    expect(value(zip, text)).toBe(code);
  });

  test('is read back digit by digit, in Spanish too', () => {
    expect(asked(zip, '02139').fields.it?.spoken).toBe('oh two one three nine');
    expect(sayValue(zip, '02139', 'es-US')).toBe('cero dos uno tres nueve');
    expect(sayValue(zip, '2139', 'en-US')).toBeUndefined();
  });

  test('is taken before it is asked for when it is whole, and no other number is taken for one', () => {
    expect(value(zip, 'my furnace broke and I am in 80205', unasked)).toBe('80205');
    expect(value(zip, 'it is twenty years old', unasked)).toBeUndefined();
    expect(asked(zip, 'it is twenty years old', unasked).problems).toEqual([]);
  });

  test('with too few or too many digits is asked for again', () => {
    expect(asked(zip, '8020').problems).toMatchObject([{ problem: 'incomplete' }]);
    expect(asked(zip, '802051').problems).toMatchObject([{ problem: 'ambiguous' }]);
  });

  test('of any digits is heard as it was said', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{5}$/), (code) => {
        expect(value(zip, code)).toBe(code);
        expect(value(zip, sayValue(zip, code, 'en-US') ?? '')).toBe(code);
      }),
    );
  });
});

describe('an e-mail address', () => {
  const email: Field = { type: 'email', ...texts };

  test.each([
    ['Maria.Lopez@Example.com', 'maria.lopez@example.com'],
    ['maria dot lopez at gmail dot com', 'maria.lopez@gmail.com'],
    ["it's m a r i a at example dot co dot uk", 'maria@example.co.uk'],
    ['my email is joe underscore smith twenty two at outlook dot com', 'joe_smith22@outlook.com'],
    ['um info dash sales at my company dot org', 'info-sales@mycompany.org'],
  ])('is heard in "%s"', (text, address) => {
    expect(value(email, text)).toBe(address);
  });

  test('is heard in Spanish, without accents', () => {
    expect(value(email, 'mi correo es maría punto lópez arroba gmail punto com', spanish)).toBe(
      'maria.lopez@gmail.com',
    );
    expect(value(email, 'juan guion bajo ruiz arroba yahoo punto com', spanish)).toBe('juan_ruiz@yahoo.com');
  });

  test('is read back in words', () => {
    expect(asked(email, 'maria dot lopez at gmail dot com').fields.it?.spoken).toBe(
      'maria dot lopez at gmail dot com',
    );
  });

  test('without a domain is incomplete, and other words are no address', () => {
    expect(asked(email, 'maria at gmail').problems).toMatchObject([{ problem: 'incomplete' }]);
    expect(asked(email, "i don't have one")).toMatchObject({ fields: {}, problems: [] });
  });
});

describe('a postal address', () => {
  const address: Field = { type: 'address', ...texts };

  test.each([
    ['twelve forty alder lane', '1240 Alder Lane'],
    ['1240 Alder Lane, Seattle, 98109', '1240 Alder Lane, Seattle, 98109'],
    ['my address is five oh one third avenue seattle nine eight one oh nine', '501 3rd Avenue Seattle 98109'],
    ["it's two hundred five west main street", '205 West Main Street'],
  ])('is heard in "%s"', (text, written) => {
    expect(value(address, text)).toBe(written);
  });

  test.each([
    ['I live at 410 Downing Street', '410 Downing Street'],
    ['actually four ten Martin Luther King Boulevard please', '410 Martin Luther King Boulevard'],
    ['it broke at nine, Main Street is closed', undefined],
    ['I have two cats', undefined],
  ])('that nobody asked for is a house number with a street: "%s"', (text, written) => {
    expect(value(address, text, { expect: { kind: 'open' } })).toBe(written);
  });

  test('is incomplete without a street, and nothing without a number', () => {
    expect(asked(address, '12').problems).toMatchObject([{ problem: 'incomplete' }]);
    expect(asked(address, 'downtown')).toMatchObject({ fields: {}, problems: [] });
  });
});

describe('a number', () => {
  const number: Field = { type: 'number', ...texts, least: 1, most: 40_000 };

  test.each([
    ['four', '4'],
    ['there are twenty five of us', '25'],
    ['two hundred and five', '205'],
    ['three thousand four hundred', '3400'],
    ['a couple', '2'],
    ['five, no, six', '6'],
    ['1800', '1800'],
  ])('is heard in "%s"', (text, digits) => {
    expect(value(number, text)).toBe(digits);
  });

  test.each([
    ['somos cuatro', '4'],
    ['treinta y dos', '32'],
    ['dos mil quinientos', '2500'],
    ['ciento veinte', '120'],
  ])('is heard in Spanish: "%s"', (text, digits) => {
    expect(value(number, text, spanish)).toBe(digits);
  });

  describe('that was not asked for', () => {
    const party: Field = {
      ...number,
      beside: { 'en-US': ['table for', 'reservation for', 'people', 'of us'] },
    };
    const unasked = { expect: { kind: 'open' } as const };

    test.each([
      ['a table for four on friday at seven', '4'],
      ['on friday at seven for six people', '6'],
      ['actually there will be ten of us', '10'],
      ['a reservation for twenty five at noon', '25'],
    ])('is known by the words beside it: "%s"', (text, digits) => {
      expect(value(party, text, unasked)).toBe(digits);
    });

    test.each([
      'a reservation for seven thirty',
      "a reservation for eight o'clock",
      'a table at four',
      'four',
    ])('is none: "%s"', (text) => {
      expect(value(party, text, unasked)).toBeUndefined();
    });

    test('goes before one that was asked for', () => {
      expect(value(party, 'at seven a table for two')).toBe('2');
    });
  });

  test('is said in words up to a hundred', () => {
    expect(sayValue(number, '25', 'en-US')).toBe('twenty five');
    expect(sayValue(number, '31', 'es-US')).toBe('treinta y uno');
    expect(sayValue(number, '205', 'en-US')).toBe('205');
  });

  test('outside its limits is a problem', () => {
    expect(asked(number, 'zero').problems).toMatchObject([{ problem: 'out-of-range', spoken: 'zero' }]);
    expect(asked(number, 'fifty thousand').problems).toMatchObject([{ problem: 'out-of-range' }]);
  });

  test('said in words is what it is in digits, up to a million', () => {
    const words = wordsFor('en-US');
    const cardinal = (wanted: number) =>
      Object.entries(words.cardinals).find(([, one]) => one === wanted)?.[0] ?? '';
    const below100 = (n: number): string => cardinal(n) || `${cardinal(n - (n % 10))} ${cardinal(n % 10)}`;
    const below1000 = (n: number): string =>
      [
        n >= 100 ? `${cardinal(Math.floor(n / 100))} hundred` : '',
        n % 100 > 0 || n === 0 ? below100(n % 100) : '',
      ]
        .filter((part) => part !== '')
        .join(' ');
    fc.assert(
      fc.property(fc.nat(999_999), (n) => {
        const [thousands, rest] = [Math.floor(n / 1000), n % 1000];
        const said =
          thousands === 0
            ? below1000(n)
            : `${below1000(thousands)} thousand${rest === 0 ? '' : ` ${below1000(rest)}`}`;
        expect(numberAt(tokenise(said, words), 0, words)?.value).toBe(n);
      }),
    );
  });
});

describe('an amount of money', () => {
  const money: Field = { type: 'money', ...texts };

  test.each([
    ['three hundred fifty dollars', '350.00'],
    ['about five grand', '5000.00'],
    ['between five and seven thousand', '7000.00'],
    ['five hundred to eight hundred dollars', '800.00'],
    ['from two thousand to three thousand', '3000.00'],
    ['forty nine dollars and ninety cents', '49.90'],
    ['$350', '350.00'],
    ['19.99', '19.99'],
    ['two hundred', '200.00'],
  ])('is heard in "%s"', (text, amount) => {
    expect(value(money, text)).toBe(amount);
  });

  test('is heard in Spanish and read back', () => {
    expect(asked(money, 'quinientos dólares', spanish).fields.it).toEqual({
      value: '500.00',
      spoken: '500 dólares',
    });
  });
});

describe('a date of birth', () => {
  const born: Field = { type: 'date-of-birth', ...texts };

  test.each([
    ['march third nineteen eighty five', '1985-03-03'],
    ['3/14/1985', '1985-03-14'],
    ['december 1st 2004', '2004-12-01'],
    ['july fourth two thousand one', '2001-07-04'],
    ['may fifth eighty five', '1985-05-05'],
  ])('is heard in "%s"', (text, day) => {
    expect(value(born, text)).toBe(day);
  });

  test('is heard in Spanish', () => {
    expect(value(born, 'tres de marzo de mil novecientos ochenta y cinco', spanish)).toBe('1985-03-03');
  });

  test('without a year is incomplete, and in the future is ambiguous', () => {
    expect(asked(born, 'march third').problems).toMatchObject([{ problem: 'incomplete' }]);
    expect(asked(born, 'march 3rd 2050').problems).toMatchObject([{ problem: 'ambiguous' }]);
  });
});

describe('a stretch of days', () => {
  const range: Field = { type: 'date-range', ...texts };

  test.each([
    ['from december second to december fourth', '2026-12-02/2026-12-04'],
    ['thursday until tuesday', '2026-12-03/2026-12-08'],
    ['the third through the ninth of december', '2026-12-03/2026-12-09'],
    ['sometime in january', '2027-01-01/2027-01-31'],
    ['this month', '2026-12-01/2026-12-31'],
    ['next week would be good', '2026-12-07/2026-12-13'],
  ])('is heard in "%s"', (text, days) => {
    expect(value(range, text)).toBe(days);
  });

  test('may begin or end on days on which nothing can be booked', () => {
    expect(value(range, 'from december sixth to december twenty fifth')).toBe('2026-12-06/2026-12-25');
    expect(value(range, 'from may first to may thirtieth')).toBe('2027-05-01/2027-05-30');
  });

  test('is heard in Spanish', () => {
    expect(value(range, 'en enero', spanish)).toBe('2027-01-01/2027-01-31');
    expect(value(range, 'la semana que viene', spanish)).toBe('2026-12-07/2026-12-13');
  });

  test('that was asked for is no day of an appointment', () => {
    const day: Field = { type: 'date', ...texts };
    const playbook = compile(aPlaybookSource({ fields: { it: range, day }, goals: {} }));
    const text = 'from december sixth to december ninth';
    const heard = understand({ ...moment, playbook, text, expect: expectOf('it', range) });
    expect(heard).toMatchObject({ fields: { it: expect.anything() }, problems: [] });
    expect(heard.fields).not.toHaveProperty('day');
  });

  test('of one day is incomplete', () => {
    expect(asked(range, 'on december second').problems).toMatchObject([{ problem: 'incomplete' }]);
  });
});

describe('a yes or no', () => {
  const owner: Field = { type: 'yes-no', ...texts };

  test.each([
    ['yes I am', 'yes'],
    ['yeah', 'yes'],
    ['no', 'no'],
    ["no, it's my landlord's", 'no'],
  ])('is taken as a fact: "%s"', (text, answer) => {
    expect(value(owner, text)).toBe(answer);
  });

  test("is taken from the playbook's own words, asked for or not", () => {
    const told: Field = {
      ...owner,
      yes: { 'en-US': ['we own it', 'mine'] },
      no: { 'en-US': ["i'm renting"] },
    };
    const unasked = { expect: { kind: 'open' } as const };
    expect(value(told, 'we own it')).toBe('yes');
    expect(value(told, "no, well, i'm renting")).toBe('no');
    expect(value(told, "i'm renting and the furnace broke", unasked)).toBe('no');
    expect(value(told, 'it is mine')).toBe('yes');
    expect(value(told, 'that idea was mine', unasked)).toBeUndefined();
  });

  test('is not taken from a yes to something else', () => {
    expect(value(owner, 'yes', { expect: { kind: 'yes-no', confirms: 'goal' } })).toBeUndefined();
  });
});

describe('a spelled name', () => {
  const name: Field = { type: 'person-name', ...texts };

  test.each([
    ['maria lopez l o p e z', 'Maria Lopez'],
    ['katherine k a t h r y n', 'Kathryn'],
    ['smith s as in sam m as in mary y as in yellow t as in tom h as in harry', 'Smyth'],
    ['sierra mike yankee tango hotel', 'Smyth'],
    ['jon smith j o n', 'Jon Smith'],
  ])('is written as it was spelled: "%s"', (text, written) => {
    expect(value(name, text)).toBe(written);
  });

  test.each([
    ['Oscar Romeo', 'Oscar Romeo'],
    ['mike victor', 'Mike Victor'],
  ])('may be made of words of the alphabet: "%s"', (text, written) => {
    expect(value(name, text)).toBe(written);
  });

  test('is spelled in Spanish with the names of letters', () => {
    expect(value(name, 'Nuñez ene u eñe e zeta', spanish)).toBe('Nuñez');
  });
});

describe('a value that a model notes', () => {
  const wrong: [Field, string][] = [
    [{ type: 'email', ...texts }, 'not an address'],
    [{ type: 'date-of-birth', ...texts }, '1985-13-40'],
    [{ type: 'date-range', ...texts }, '2026-12-01'],
    [{ type: 'number', ...texts }, 'four'],
    [{ type: 'money', ...texts }, '350'],
    [{ type: 'yes-no', ...texts }, 'maybe'],
  ];
  test.each(wrong)('is refused where it is none: $type, "%s"', (field, value) => {
    expect(sayValue(field, value, 'en-US')).toBeUndefined();
  });
});
