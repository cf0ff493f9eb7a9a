import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Understanding } from '../../../agent/capture/understanding.ts';
import { UnknownLanguage } from '../../../agent/capture/words/languages.ts';
import { compile } from '../../../agent/playbook/compile.ts';
import { dentalPlaybook } from '../../builders/a-talk.ts';
import { known, understood } from '../../builders/an-utterance.ts';

const { source } = dentalPlaybook();
const idle = { goal: null };

describe('a goal', () => {
  test.each([
    ["i'd like to book an appointment", 'book'],
    ['can I make an appointment?', 'book'],
    ['i want to schedule a dental appointment', 'book'],
    ['hi um i need an appointment please', 'book'],
    ['i need to see the dentist', 'book'],
    ['move my appointment', 'reschedule'],
    ["I'd like to move my cleaning appointment", 'reschedule'],
    ['i need to reschedule', 'reschedule'],
    ["i can't make my appointment", 'reschedule'],
    ['cancel my appointment', 'cancel'],
    ['i need to cancel', 'cancel'],
    ["I'd like to cancel my appointment on Tuesday", 'cancel'],
    ['a cleaning please', 'book'],
    ['my tooth hurts', 'book'],
  ])('is heard in "%s"', (text, goal) => {
    expect(understood(text, idle).goal).toBe(goal);
  });

  test.each([
    ['hello'],
    ['yes'],
    ['thank you'],
    ['tuesday'],
    ['maria lopez'],
    ['do you take insurance'],
    ['206 555 0122'],
  ])('is not heard in "%s"', (text) => {
    expect(understood(text, idle).goal).toBeUndefined();
  });

  test.each([
    ['can we move it to friday'],
    ['i need a cleaning'],
    ['make it three'],
    ['the first appointment'],
    ['book it'],
  ])('is not left for "%s"', (text) => {
    expect(understood(text).goal).toBeUndefined();
  });

  test('is left for another that is clearly said', () => {
    expect(understood('actually I want to cancel my appointment').goal).toBe('cancel');
    expect(understood('i need to reschedule').goal).toBe('reschedule');
  });

  test('is recognised by every phrase of the playbook', () => {
    for (const [id, goal] of Object.entries(source.goals))
      for (const phrase of goal.phrases['en-US'] ?? [])
        expect(understood(phrase, idle).goal, phrase).toBe(id);
  });
});

describe('a choice', () => {
  const asked = { expect: { kind: 'choice', field: 'reason' } } as const;

  test.each([
    ['a cleaning', 'cleaning'],
    ['i need my teeth cleaned so a dental cleaning', 'cleaning'],
    ['Check-up please', 'checkup'],
    ['just a check up', 'checkup'],
    ['i have a toothache', 'emergency'],
    ['not a cleaning a checkup', 'checkup'],
    ['whitning', 'whitening'],
    ['a cleening', 'cleaning'],
    ['teeth whitening', 'whitening'],
    ['a second opinion', 'consultation'],
    ['i lost a filling', 'filling'],
  ])('is heard in "%s"', (text, choice) => {
    expect(understood(text, asked).fields.reason?.value).toBe(choice);
  });

  test('that was asked for goes before what its words can mean besides', () => {
    const { reason } = source.fields;
    if (reason?.type !== 'choice') throw new Error('The dental playbook asks for a reason.');
    const soon = {
      label: { 'en-US': 'soon', 'es-US': 'pronto' },
      phrases: { 'en-US': ['as soon as possible'], 'es-US': ['lo antes posible'] },
    };
    const playbook = compile({
      ...source,
      fields: { ...source.fields, reason: { ...reason, choices: { soon } } },
    });
    expect(understood('as soon as possible', { ...asked, playbook }).fields.reason?.value).toBe('soon');
    expect(
      understood('as soon as possible', { playbook, expect: { kind: 'date', field: 'day' } }).fields,
    ).toEqual({
      day: expect.anything(),
    });
  });

  test('is said back by its label', () => {
    expect(understood('cleaning', asked).fields.reason?.spoken).toBe('a cleaning');
  });

  test.each([['a feeling'], ['clean'], ['whatever']])(
    'is not made of "%s" when none was asked for',
    (text) => {
      expect(understood(text).fields.reason).toBeUndefined();
    },
  );

  test('is recognised by every phrase of the playbook', () => {
    const { reason } = source.fields;
    if (reason?.type !== 'choice') throw new Error('The dental playbook asks for a reason.');
    for (const [id, choice] of Object.entries(reason.choices))
      for (const phrase of choice.phrases['en-US'] ?? [])
        expect(understood(phrase, asked).fields.reason?.value, phrase).toBe(id);
  });
});

describe('a question', () => {
  test.each([
    ['what are your hours', 'opening-hours'],
    ['when do you close', 'opening-hours'],
    ['are you open on saturdays', 'opening-hours'],
    ['Where are you located?', 'address'],
    ['where is your office located', 'address'],
    ['is there any parking', 'parking'],
    ['where can i park my car', 'parking'],
    ['do you take my insurance', 'insurance'],
    ['what insurance do you accept', 'insurance'],
    ['how much does a cleaning cost', 'cleaning-cost'],
    ['how much is it for a cleaning', 'cleaning-cost'],
    ['do you see kids', 'children'],
    ['can i bring my daughter', 'children'],
    ["what's your cancellation policy", 'cancellation-policy'],
    ['by the way do you have parking', 'parking'],
    ["i'm a new patient", 'first-visit'],
  ])('"%s" is about %s', (text, id) => {
    expect(understood(text).question).toBe(id);
  });

  test.each([
    ['tuesday'],
    ['can i come on tuesday at three'],
    ['do you have anything on tuesday'],
    ['a cleaning please'],
    ['yes'],
    ['how are you'],
    ['is three okay'],
    ['what about wednesday'],
    ['maria lopez'],
    ['do you have an opening on friday'],
    ["i'd like to book an appointment"],
    ['cancel my appointment'],
    ['what time do you have'],
    ['the first one'],
    ['are you free on tuesday'],
    ['could you do half past two'],
  ])('is not heard in "%s"', (text) => {
    expect(understood(text).question).toBeUndefined();
  });

  test('is recognised by every phrasing of the playbook', () => {
    for (const entry of source.knowledge)
      for (const phrase of entry.question['en-US'] ?? [])
        expect(understood(phrase).question, phrase).toBe(entry.id);
  });

  test('leaves its day alone: "are you open on Saturday" asks for no Saturday', () => {
    expect(understood('are you open on saturday').fields).toEqual({});
  });

  test('does not swallow the answer before it', () => {
    expect(understood('Tuesday at three. Do you have parking?')).toMatchObject({
      question: 'parking',
      fields: { day: { value: '2026-11-24' }, time: { value: '15:00' } },
    });
    expect(understood('tuesday and how much is a cleaning')).toMatchObject({
      question: 'cleaning-cost',
      fields: { day: { value: '2026-11-24' } },
    });
  });
});

describe('several things in one sentence', () => {
  test('are all taken', () => {
    const text =
      "hi this is maria lopez i'd like to book a cleaning next tuesday at three my number is two oh six five five five oh one double two";
    expect(understood(text, idle)).toEqual({
      goal: 'book',
      fields: {
        name: { value: 'Maria Lopez', spoken: 'Maria Lopez' },
        reason: { value: 'cleaning', spoken: 'a cleaning' },
        day: { value: '2026-12-01', spoken: 'Tuesday, December first' },
        time: { value: '15:00', spoken: "three o'clock" },
        phone: { value: '+12065550122', spoken: 'two oh six, five five five, oh one two two' },
      },
      problems: [],
    });
  });

  test('in a correction are an answer and fields', () => {
    const confirming = {
      expect: { kind: 'yes-no', confirms: 'goal' } as const,
      fields: { day: known('2026-11-24'), time: known('15:00'), name: known('Maria Lopez') },
    };
    expect(understood('no not tuesday wednesday at four', confirming)).toEqual({
      answer: 'no',
      fields: {
        day: { value: '2026-11-25', spoken: 'Wednesday, November twenty fifth' },
        time: { value: '16:00', spoken: "four o'clock" },
      },
      problems: [],
    });
  });
});

test('keys that were pressed are a phone number where one was asked for', () => {
  const asked = { expect: { kind: 'digits', field: 'phone' } } as const;
  expect(understood('2065550122', asked).fields.phone?.value).toBe('+12065550122');
  expect(understood('2065550122#', asked).fields.phone?.value).toBe('+12065550122');
});

test('only what the goal collects is captured: cancelling needs no new day', () => {
  expect(understood('cancel my appointment on tuesday', idle).fields).toEqual({});
});

test('an answer to "which appointment" is no new day or time', () => {
  const asked = { goal: 'reschedule', expect: { kind: 'choice', field: 'appointment' } } as const;
  expect(understood('the one on tuesday at three', asked)).toEqual({ fields: {}, problems: [] });
});

test('a language without words is refused by name', () => {
  expect(() => understood('olá', { locale: 'pt-BR' })).toThrow(UnknownLanguage);
});

test('whatever is said, the understanding is well-formed and the same each time', () => {
  const vocabulary =
    "no yes tuesday three thirty the first second at of december next my name is maria o two oh six double a m p with z what time do you open cancel appointment not from and in half past 12/3 3:30 , . ? - ' 2065550122".split(
      ' ',
    );
  const utterance = fc.oneof(
    fc.array(fc.constantFrom(...vocabulary), { maxLength: 25 }).map((words) => words.join(' ')),
    fc.string({ maxLength: 80 }),
  );
  const expects = fc.constantFrom(
    { kind: 'open' } as const,
    { kind: 'yes-no', confirms: 'goal' } as const,
    { kind: 'digits', field: 'phone' } as const,
    { kind: 'name', field: 'name' } as const,
    { kind: 'date', field: 'day' } as const,
    { kind: 'time', field: 'time' } as const,
    { kind: 'choice', field: 'reason' } as const,
  );
  fc.assert(
    fc.property(
      utterance,
      expects,
      fc.constantFrom(null, 'book', 'reschedule', 'cancel'),
      (text, expected, goal) => {
        const heard = understood(text, { expect: expected, goal });
        expect(Understanding.parse(heard)).toEqual(heard);
        expect(understood(text, { expect: expected, goal })).toEqual(heard);
      },
    ),
  );
});
