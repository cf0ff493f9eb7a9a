import { createRequire } from 'node:module';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recognisable } from '../../../agent/playbook/phrases.ts';
import { readDictionary } from '../../../local/engines/dictionary.ts';
import { FIRST_NAMES, LAST_NAMES } from '../../../local/engines/grammar/names.ts';
import { EMPHASES, type Emphasis, emphasisOf, grammarOf } from '../../../local/engines/grammar.ts';
import { DENTAL_UTTERANCES } from '../../bench/dental-utterances.ts';
import { referencePlaybook } from '../../builders/a-talk.ts';
import { acceptorOf } from '../../builders/accepts.ts';
import { dentalPlaybook } from '../../builders/dental-playbook.ts';

const MODEL = path.dirname(createRequire(import.meta.url).resolve('soundswallower'));
const dictionary = readDictionary(path.join(MODEL, 'model/en-us/dict.txt'));
const playbook = recognisable(dentalPlaybook(), 'en-US');
const grammars = new Map(
  EMPHASES.map((emphasis) => [emphasis, grammarOf(playbook, emphasis, dictionary.has)] as const),
);

function canBeSaid(sentence: string, emphasis: Emphasis = 'anything'): boolean {
  const grammar = grammars.get(emphasis);
  return grammar !== undefined && acceptorOf(grammar.network)(sentence);
}

const phrases = [
  ...[
    ...playbook.goals,
    ...playbook.questions,
    ...playbook.choices.flatMap((field) => field.choices),
  ].flatMap((sayable) => sayable.phrases),
  ...playbook.person,
];

describe('the grammar of a playbook with numbers', () => {
  const { network, leftOut } = grammarOf(
    { ...playbook, besideNumbers: ['table for', 'people'] },
    'anything',
    dictionary.has,
  );
  const canSay = acceptorOf(network);

  it.each(['a table for four on friday at seven', 'six people', 'actually make it a table for ten'])(
    'hears them beside their words: "%s"',
    (said) => {
      expect(canSay(said)).toBe(true);
    },
  );

  it('hears no words in an order that nobody says', () => {
    expect(canSay('four table for')).toBe(false);
    expect(canSay('people six')).toBe(false);
    expect(leftOut).toEqual([]);
  });
});

describe.each(['home-services', 'restaurant'])('the grammar of the playbook %s', (id) => {
  const listened = recognisable(referencePlaybook(id), 'en-US');
  const { network, leftOut } = grammarOf(listened, 'anything', dictionary.has);
  const canSay = acceptorOf(network);

  it('can pronounce every one of its words', () => {
    expect(leftOut).toEqual([]);
  });

  it.each(listened.objections.flatMap((objection) => objection.phrases))('hears "%s"', (said) => {
    expect(canSay(said)).toBe(true);
    expect(canSay(`no ${said}`)).toBe(true);
  });
});

describe('what every caller may say, whatever was asked', () => {
  it.each([
    'stop calling me',
    "take me off your list and don't call me again",
    'not interested',
    'i want a person',
    'i want to talk to a human please',
    'this is ridiculous',
  ])('is heard: "%s"', (said) => {
    for (const emphasis of EMPHASES) expect(canBeSaid(said, emphasis)).toBe(true);
  });
});

it('hears the number that the caller calls from where a number was asked for', () => {
  expect(canBeSaid('this number', 'digits')).toBe(true);
  expect(canBeSaid("the number i'm calling from", 'digits')).toBe(true);
});

describe('the grammar of the dental practice', () => {
  it.each(EMPHASES)('can pronounce every one of its words (%s)', (emphasis) => {
    expect(grammars.get(emphasis)?.leftOut).toEqual([]);
  });

  it('hears every phrase of the playbook, whatever was asked', () => {
    fc.assert(
      fc.property(fc.constantFrom(...phrases), fc.constantFrom(...EMPHASES), (said, emphasis) => {
        expect(canBeSaid(said, emphasis)).toBe(true);
      }),
    );
  });

  it('hears what the playbook expects after a yes, and with a day and a time behind it', () => {
    const goals = playbook.goals.flatMap((goal) => goal.phrases);
    fc.assert(
      fc.property(
        fc.constantFrom(...goals),
        fc.constantFrom('monday', 'next friday', 'tomorrow', 'december first'),
        fc.constantFrom('three', 'half past two', 'ten thirty in the morning', "nine o'clock"),
        (goal, day, time) => {
          expect(canBeSaid(`yes ${goal} on ${day} at ${time} please`)).toBe(true);
        },
      ),
    );
  });

  it('hears every first and last name once names are introduced, and alone when one was asked for', () => {
    fc.assert(
      fc.property(fc.constantFrom(...FIRST_NAMES), fc.constantFrom(...LAST_NAMES), (first, last) => {
        expect(canBeSaid(`my name is ${first} ${last}`)).toBe(true);
        expect(canBeSaid(`${first} ${last}`, 'name')).toBe(true);
        expect(canBeSaid(`${first} ${last}`)).toBe(false);
      }),
    );
  });

  it('hears telephone numbers of any length in digits, doubles and pairs', () => {
    const group = fc.constantFrom('two', 'oh', 'zero', 'nine', 'double five', 'fifty five', 'seventy');
    fc.assert(
      fc.property(fc.array(group, { minLength: 3, maxLength: 12 }), (groups) => {
        for (const emphasis of EMPHASES) expect(canBeSaid(groups.join(' '), emphasis)).toBe(true);
        expect(canBeSaid(`my number is ${groups.join(' ')}`)).toBe(true);
      }),
    );
  });

  it.each(DENTAL_UTTERANCES.flatMap(({ expect: { kind }, texts }) => texts.map((text) => ({ kind, text }))))(
    'hears "$text" when asked for $kind',
    ({ kind, text }) => {
      expect(canBeSaid(text.replaceAll(',', ''), emphasisOf(kind))).toBe(true);
    },
  );

  it('hears silence, and no sentence that breaks off', () => {
    expect(canBeSaid('')).toBe(true);
    expect(canBeSaid("i'd like to")).toBe(false);
    expect(canBeSaid('my name is')).toBe(false);
    expect(canBeSaid('yes and')).toBe(false);
  });
});

describe('the grammar of a playbook that asks for no names and no numbers', () => {
  it('hears neither', () => {
    const { network } = grammarOf({ ...playbook, fieldTypes: ['date'] }, 'name', dictionary.has);
    const accepts = acceptorOf(network);
    expect(accepts('maria lopez')).toBe(false);
    expect(accepts('two oh six five five five')).toBe(false);
    expect(accepts('next tuesday')).toBe(true);
  });
});
