import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { understand } from '../../../agent/capture/understand.ts';
import { compile } from '../../../agent/playbook/compile.ts';
import type { Field } from '../../../agent/playbook/schema.ts';
import { expectOf } from '../../../agent/script/moment.ts';
import { NOW_MS } from '../../builders/a-desk.ts';
import { aPlaybookSource } from '../../builders/a-playbook.ts';
import { known } from '../../builders/an-utterance.ts';

const texts = { label: { 'en-US': 'it' }, ask: { 'en-US': 'What is it?' } };
const FIELDS = {
  email: { type: 'email', ...texts },
  birthday: { type: 'date-of-birth', ...texts },
  zip: { type: 'postal-code', digits: 5, ...texts },
  dates: { type: 'date-range', ...texts },
  money: { type: 'money', ...texts },
  name: { type: 'person-name', ...texts },
  address: { type: 'address', ...texts },
} satisfies Record<string, Field>;

/** The value that is taken from an answer to the question for that field; `before` is what was noted already. */
function heard(
  kind: keyof typeof FIELDS,
  text: string,
  locale = 'en-US',
  before?: string,
): string | undefined {
  const it = FIELDS[kind];
  const playbook = compile(aPlaybookSource({ fields: { it }, goals: {} }));
  const fields = before === undefined ? {} : { it: known(before) };
  const moment = { locale, fields, offers: [], goal: null, nowMs: NOW_MS };
  return understand({ ...moment, playbook, text, expect: expectOf('it', it) }).fields.it?.value;
}

describe('an e-mail address', () => {
  test.each([
    ["it's m as in mike a r i a at gmail dot com", 'maria@gmail.com'],
    ['mike alpha romeo india alpha at gmail dot com', 'maria@gmail.com'],
    ['sure my email address is tom at outlook dot com thanks', 'tom@outlook.com'],
    ['tom becker all one word at gmail dot com', 'tombecker@gmail.com'],
    ['no wait tom dot becker at gmail dot com', 'tom.becker@gmail.com'],
    ['maria at gmail dot com no sorry maria at yahoo dot com', 'maria@yahoo.com'],
    ['tom oh seven at gmail dot com', 'tom07@gmail.com'],
    ['double t o m at gmail dot com', 'ttom@gmail.com'],
    ['tom at gmail dot com and my phone is three oh three five five five oh one two two', 'tom@gmail.com'],
    ['info at smith and sons dot co dot uk', 'info@smithandsons.co.uk'],
  ])('is heard in "%s"', (text, address) => {
    expect(heard('email', text)).toBe(address);
  });

  test.each([
    ['mi correo es jota pe ere zeta arroba hotmail punto com', 'jprz@hotmail.com'],
    ['eme de mamá a ere i a arroba gmail punto com', 'maria@gmail.com'],
    ['no, es ana arroba gmail punto com gracias', 'ana@gmail.com'],
    ['ana ruiz todo junto arroba yahoo punto com punto mx', 'anaruiz@yahoo.com.mx'],
  ])('is heard in Spanish: "%s"', (text, address) => {
    expect(heard('email', text, 'es-US')).toBe(address);
  });

  test('is heard however many of its letters are spelled, and whatever is said around it', () => {
    const letters = fc.stringMatching(/^[a-z]{3,8}$/);
    const before = fc.constantFrom('', "it's ", 'um my email is ', 'no wait ');
    const after = fc.constantFrom('', ' thanks', ' and that is all');
    fc.assert(
      fc.property(letters, before, after, (name, begin, end) => {
        const spelled = [...name].join(' ');
        expect(heard('email', `${begin}${spelled} at example dot com${end}`)).toBe(`${name}@example.com`);
      }),
    );
  });
});

describe('a date of birth', () => {
  test.each([
    ['the fifth of march nineteen eighty four', '1984-03-05'],
    ['three five eighty four', '1984-03-05'],
    ['oh three oh five nineteen eighty four', '1984-03-05'],
    ['twelve thirty one oh four', '2004-12-31'],
    ['march fifth nineteen eighty four no eighty five', '1985-03-05'],
    ['march fifth nineteen eighty four no sorry march sixth', '1984-03-06'],
    ['may first two thousand and one', '2001-05-01'],
  ])('is heard in "%s"', (text, day) => {
    expect(heard('birthday', text)).toBe(day);
  });

  test.each([
    ['primero de mayo de dos mil uno', '2001-05-01'],
    ['nací el veintidós de enero de dos mil diez', '2010-01-22'],
    ['cinco tres ochenta y cuatro', '1984-03-05'],
  ])('is heard in Spanish, the day first: "%s"', (text, day) => {
    expect(heard('birthday', text, 'es-US')).toBe(day);
  });

  test('that was given before is corrected by its year alone', () => {
    expect(heard('birthday', 'no it is nineteen eighty five', 'en-US', '1984-03-05')).toBe('1985-03-05');
  });

  test('in numbers is any day there was, and no other', () => {
    const day = fc.record({
      month: fc.integer({ min: 1, max: 12 }),
      day: fc.integer({ min: 1, max: 31 }),
      year: fc.integer({ min: 1930, max: 2020 }),
    });
    fc.assert(
      fc.property(day, ({ month, day, year }) => {
        const written = [year, month, day].map((part) => String(part).padStart(2, '0')).join('-');
        const exists = new Date(`${written}T00:00:00Z`).getUTCDate() === day;
        expect(heard('birthday', `${month} ${day} ${year}`)).toBe(exists ? written : undefined);
      }),
    );
  });
});

describe('a postal code', () => {
  test.each([
    ['nine eight one oh four no oh five', '98105'],
    ['nine eight one oh four, sorry, nine eight one oh five', '98105'],
    ['nine eight one oh four dash one two three four', '98104'],
  ])('is heard in "%s"', (text, code) => {
    expect(heard('zip', text)).toBe(code);
  });

  test.each([
    ['the last digit is five', 'en-US'],
    ['no it ends in oh five', 'en-US'],
    ['el último dígito es cinco', 'es-US'],
  ])('that was given before is corrected by its end: "%s"', (text, locale) => {
    expect(heard('zip', text, locale, '98104')).toBe('98105');
  });

  test('takes no end from another number after a correction', () => {
    expect(heard('zip', 'nine eight one oh four, actually three of us live here')).toBe('98104');
  });

  test('whose end is said anew keeps its beginning', () => {
    const code = fc.stringMatching(/^\d{5}$/);
    fc.assert(
      fc.property(code, fc.stringMatching(/^\d{1,4}$/), (before, end) => {
        const corrected = `${before.slice(0, -end.length)}${end}`;
        expect(heard('zip', `${[...before].join(' ')}, no, ${[...end].join(' ')}`)).toBe(corrected);
      }),
    );
  });
});

describe('a stretch of days', () => {
  test.each([
    ['between the tenth and the twentieth of january', 'en-US'],
    ['january tenth to the twentieth', 'en-US'],
    ['del diez al veinte de enero', 'es-US'],
    ['entre el diez y el veinte de enero', 'es-US'],
  ])('has its month from the other day: "%s"', (text, locale) => {
    expect(heard('dates', text, locale)).toBe('2027-01-10/2027-01-20');
  });

  test('goes over the end of a month', () => {
    expect(heard('dates', 'january twenty fifth to the fifth')).toBe('2027-01-25/2027-02-05');
    expect(heard('dates', 'from the twenty fifth until the fifth of february')).toBe('2027-01-25/2027-02-05');
  });
});

describe('an amount of money', () => {
  test.each([
    ['$1,250.50', '1250.50'],
    ['five k', '5000.00'],
    ['1.5k', '1500.00'],
    ['a hundred and fifty thousand', '150000.00'],
    ['a couple thousand', '2000.00'],
    ['three and a half thousand', '3500.00'],
    ['fifty cents', '0.50'],
    ['ten to twelve thousand dollars', '12000.00'],
  ])('is heard in "%s"', (text, amount) => {
    expect(heard('money', text)).toBe(amount);
  });

  test.each([
    ['cuarenta y nueve con noventa', '49.90'],
    ['cien dólares con cincuenta centavos', '100.50'],
    ['entre cinco y siete mil', '7000.00'],
  ])('is heard in Spanish: "%s"', (text, amount) => {
    expect(heard('money', text, 'es-US')).toBe(amount);
  });

  test('is heard with its thousands set apart by commas', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999_999 }), (dollars) => {
        expect(heard('money', `$${dollars.toLocaleString('en-US')}`)).toBe(dollars.toFixed(2));
      }),
    );
  });
});

describe('an address', () => {
  test('whose street is corrected in the same breath keeps its number', () => {
    expect(heard('address', 'eighteen oak court no wait elm court')).toBe('18 Elm Court');
    expect(heard('address', 'eighteen oak court no nineteen oak court')).toBe('19 Oak Court');
  });

  test.each([
    ['no the street is maple', 'en-US', '18 Oak Court, Denver', '18 Maple Court, Denver'],
    ['the house number is nineteen', 'en-US', '18 Oak Court, Denver', '19 Oak Court, Denver'],
    ['la calle es Pino', 'es-US', 'Calle Roble 18', 'Calle Pino 18'],
  ])('that was given before is corrected by a part of it: "%s"', (text, locale, before, after) => {
    expect(heard('address', text, locale, before)).toBe(after);
  });

  test('keeps its number and what follows the street, whatever the street is', () => {
    const street = fc.constantFrom('maple', 'main', 'lincoln', 'king', 'alder');
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9_999 }), street, (number, name) => {
        const after = `${number} ${name.charAt(0).toUpperCase()}${name.slice(1)} Court, Denver`;
        expect(heard('address', `no the street is ${name}`, 'en-US', `${number} Oak Court, Denver`)).toBe(
          after,
        );
      }),
    );
  });
});

describe('a name that was heard wrong', () => {
  test.each([
    ['it is spelled lima oscar papa echo sierra', 'en-US', 'Maria Lopez', 'Maria Lopes'],
    ['ge de gato o de oso eme de mamá e de elefante zeta de zapato', 'es-US', 'Carla Gomes', 'Carla Gomez'],
    ['se escribe ge o eme e zeta', 'es-US', 'Carla Gomes', 'Carla Gomez'],
    ['se escribe con zeta', 'es-US', 'Carla Gomes', 'Carla Gomez'],
    ['con ese al final', 'es-US', 'Maria Lopez', 'Maria Lopes'],
  ])('is spelled: "%s"', (text, locale, before, after) => {
    expect(heard('name', text, locale, before)).toBe(after);
  });
});
