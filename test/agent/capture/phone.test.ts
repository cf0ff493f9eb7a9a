import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { speakPhone } from '../../../agent/capture/speak.ts';
import { known, understood } from '../../builders/an-utterance.ts';

const asked = { expect: { kind: 'digits', field: 'phone' } } as const;
const NUMBER = '+12065550122';

describe('a phone number', () => {
  test.each([
    ['two oh six five five five oh one two two'],
    ['two oh six, five five five, oh one double two'],
    ['two o six triple five oh one twenty two'],
    ['206 555 0122'],
    ['206-555-0122'],
    ['(206) 555-0122'],
    ['206.555.0122'],
    ['2065550122'],
    ['+1 206 555 0122'],
    ['+12065550122'],
    ['one two oh six five five five zero one two two'],
    ['my number is 206 555 0122'],
    ["it's area code two oh six then five five five oh one two two"],
    ['area code 206, number 555 0122'],
    ['um two zero six uh five five five zero one two two'],
    ['you can reach me at two oh six five five five oh one two two thanks'],
    ['Two oh six. Five five five. Oh one two two.'],
    ['206 five five five 0122'],
    ['two oh six triple five zero one double two'],
    ['206 555 01 22'],
    ['206 555 oh one twenty-two'],
    ['2 0 6 5 5 5 0 1 2 2'],
    ['yes sure 206 555 0122'],
    ['no it is 206 555 0122'],
    ['206 555 0122 and three o clock works'],
    ['two oh six double five five oh one double two'],
  ])('is heard in "%s"', (text) => {
    expect(understood(text, asked).fields.phone?.value).toBe(NUMBER);
  });

  test.each([
    ['206 555 0123 456 789'],
    ['206 555 012'],
    ['7'],
    ['two oh six five five five oh one two two four thirty'],
  ])('leaves no digits that are read as a time or a date: "%s"', (text) => {
    const day = { value: '2026-12-09', spoken: 'Wednesday', confirmed: false, turn: 2 };
    const heard = understood(text, { ...asked, fields: { day } });
    expect(Object.keys(heard.fields).filter((field) => field !== 'phone')).toEqual([]);
    expect([...Object.keys(heard.fields), ...heard.problems.map(({ field }) => field)]).toEqual(['phone']);
  });

  test.each([
    ["206 555 0122 three o'clock"],
    ['206 555 0122 three pm'],
    ['206 555 0122 and three o clock works'],
  ])('leaves the time that is plainly one: "%s"', (text) =>
    expect(understood(text, asked).fields.time?.value).toBe('15:00'),
  );

  test('is said back digit by digit in its groups', () => {
    expect(understood('2065550122', asked).fields.phone?.spoken).toBe(
      'two oh six, five five five, oh one two two',
    );
  });

  test('with hundreds is heard as one says them', () => {
    expect(understood('eight hundred five five five oh one double nine', asked).fields.phone?.value).toBe(
      '+18005550199',
    );
  });

  test('is found among other things although it was not asked for', () => {
    const heard = understood('book a cleaning tomorrow my number is 206 555 0122');
    expect(heard.fields.phone?.value).toBe(NUMBER);
  });

  test.each([['two oh six five five five'], ['555 0122'], ['206'], ['two oh six five five five oh one two']])(
    'with too few digits is incomplete: "%s"',
    (text) => {
      const heard = understood(text, asked);
      expect(heard.fields.phone).toBeUndefined();
      expect(heard.problems).toMatchObject([{ field: 'phone', problem: 'incomplete' }]);
    },
  );

  test('with too many digits is ambiguous', () => {
    expect(understood('123 456 7890 1234 5678', asked).problems).toMatchObject([{ problem: 'ambiguous' }]);
  });

  test.each([
    ['this number'],
    ["the one i'm calling from"],
    ['you can use this number'],
    ["use the number I'm calling from, please"],
  ])('is the caller’s own for "%s"', (text) => {
    expect(understood(text, { ...asked, from: '+12065550177' }).fields.phone?.value).toBe('+12065550177');
  });

  test('of a withheld caller cannot be "this number"', () => {
    expect(understood('this number', asked).fields.phone).toBeUndefined();
  });

  test.each([['tuesday at three thirty'], ['december twenty first'], ['i have two kids'], ['3:30']])(
    'is not heard in "%s"',
    (text) => {
      expect(understood(text).fields.phone).toBeUndefined();
    },
  );

  const digits = (length: number, first: fc.Arbitrary<number>) =>
    fc
      .tuple(
        first,
        fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length - 1, maxLength: length - 1 }),
      )
      .map(([head, tail]) => [head, ...tail].join(''));
  const localNumber = digits(4, fc.integer({ min: 0, max: 9 })).map((line) => `206555${line}`);
  const WORDS = ['oh', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];

  /** Digits cut into groups, each said in one of the ways in which people say digits. */
  const spokenIn = (number: string, choices: number[]): string => {
    const said: string[] = [];
    for (let at = 0, turn = 0; at < number.length; turn += 1) {
      const way = choices[turn % choices.length] ?? 0;
      const digit = Number(number[at]);
      const same = number[at] === number[at + 1];
      if (way === 1 && same) {
        said.push(`double ${WORDS[digit]}`);
        at += 2;
      } else if (way === 2 && same && number[at] === number[at + 2]) {
        said.push(`triple ${WORDS[digit]}`);
        at += 3;
      } else if (way === 3) {
        said.push(number.slice(at, at + 3));
        at += 3;
      } else {
        said.push(digit === 0 && way === 4 ? 'zero' : (WORDS[digit] ?? ''));
        at += 1;
      }
      if (way === 5) said.push(',');
    }
    return said.join(' ');
  };

  test('said in any grouping is captured back', () => {
    const ways = fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 10 });
    fc.assert(
      fc.property(localNumber, ways, (number, choices) => {
        expect(understood(spokenIn(number, choices), asked).fields.phone?.value).toBe(`+1${number}`);
      }),
    );
  });

  test('spoken by the agent is captured back', () => {
    fc.assert(
      fc.property(localNumber, (number) => {
        const spoken = speakPhone(`+1${number}`, 'en-US');
        expect(understood(spoken, asked).fields.phone).toEqual({ value: `+1${number}`, spoken });
      }),
    );
  });
});

describe('the end of a known number, said anew', () => {
  const moment = {
    expect: { kind: 'text', field: 'reason' } as const,
    fields: { phone: known('+12065550170') },
  };

  test.each([
    ['no wait the last digit is one', '+12065550171'],
    ['sorry, the last two digits are four two', '+12065550142'],
    ['actually it ends in zero one nine nine', '+12065550199'],
  ])('"%s" makes it %s', (text, number) => {
    const heard = understood(text, moment);
    expect(heard.fields).toEqual({ phone: expect.objectContaining({ value: number }) });
  });

  test('is no number where none is known', () => {
    expect(understood('the last digit is one', asked).fields.phone).toBeUndefined();
  });
});
