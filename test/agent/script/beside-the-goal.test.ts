import { describe, expect, test } from 'vitest';
import { aTalk, deeds, referencePlaybook, type Talk, through } from '../../builders/a-talk.ts';

const talkAt = (id: string): Promise<Talk> =>
  aTalk({ playbook: referencePlaybook(id), from: '+13035550101' });

describe('a caller who asks whom they are talking to', () => {
  test.each(['restaurant', 'home-services', 'dental-appointments'])('hears it at %s', async (id) => {
    const { agent, company } = referencePlaybook(id).source;
    for (const asked of ['who am i talking to', "what's your name", 'sorry who is this']) {
      const talk = await talkAt(id);
      expect(await talk.say(asked)).toContain(`This is ${agent.name}, the AI assistant of ${company}.`);
    }
  });

  test('and doubts that it is a person is not put through', async () => {
    const talk = await talkAt('restaurant');
    expect(await talk.say('are you a real person')).toMatch(/^This is Sam, the AI assistant/);
    expect(deeds(talk)).toEqual([]);
  });

  test('in the middle of a booking comes back to it', async () => {
    const talk = await talkAt('restaurant');
    expect(await through(talk, 'a table for two', 'who am i talking to')).toMatch(
      /The Copper Ladle\. What day and time would you like\?$/,
    );
  });

  test('in Spanish hears it in Spanish', async () => {
    const talk = await talkAt('dental-appointments');
    expect(await through(talk, 'hola hablan español', 'con quién hablo')).toContain(
      'Habla Robin, el asistente de inteligencia artificial',
    );
  });

  test("hears the playbook's own answer where it has one", async () => {
    const talk = await talkAt('home-services');
    expect(await talk.say('are you a robot')).toContain("I'm an AI assistant.");
  });
});

describe('an angry caller', () => {
  test.each([
    ['this is ridiculous'],
    ["you're useless"],
    ['i do not want to talk to you, this is a waste of time'],
  ])('hears that it is regretted, and is offered a person: "%s"', async (words) => {
    const talk = await talkAt('dental-appointments');
    expect(await through(talk, 'a cleaning on saturday at ten', words)).toBe(
      "I'm sorry about that. Would you like me to put you through to the front desk?",
    );
  });

  test('who wants no person goes on where the talk was', async () => {
    const talk = await talkAt('dental-appointments');
    const asked = await talk.say('a cleaning on saturday at ten');
    expect(asked).toContain(await through(talk, "you're useless", 'no'));
  });

  test('who is still angry when a person is offered is put through', async () => {
    const talk = await talkAt('home-services');
    await through(talk, 'this is ridiculous', 'this is a joke');
    expect(deeds(talk)).toEqual(['transfer']);
  });

  test('who says what they want along with it gets that', async () => {
    const talk = await talkAt('dental-appointments');
    expect(await talk.say('this is ridiculous, i need a cleaning on saturday at ten')).toContain(
      'first and last name',
    );
  });

  test('whose words are an objection of the playbook hears its talk track', async () => {
    const talk = await talkAt('restaurant');
    expect(await talk.say("i don't want to talk to a machine")).toContain('A table takes me about a minute');
  });
});

describe('two questions in one sentence', () => {
  test.each([
    ['is there parking and do you take insurance', /free parking.*P P O dental plans/],
    ['do you take insurance, and how much is a cleaning?', /P P O dental plans.*one hundred and twenty/],
    ['what are your hours? where are you?', /eight to five.*Alder Lane/],
  ])('are both answered, in their order: "%s"', async (words, answers) => {
    const talk = await talkAt('dental-appointments');
    expect(await talk.say(words)).toMatch(answers);
  });

  test('are answered on the way, and the talk comes back', async () => {
    const talk = await talkAt('dental-appointments');
    expect(
      await through(talk, 'a cleaning on saturday at ten', 'is there parking and do you take insurance'),
    ).toMatch(/free parking.*P P O dental plans.*first and last name\?$/);
  });

  test('are answered in Spanish', async () => {
    const talk = await talkAt('dental-appointments');
    expect(
      await through(talk, 'hola hablan español', 'hay estacionamiento y cuánto cuesta una limpieza'),
    ).toMatch(/estacionamiento gratis.*ciento veinte dólares/);
  });

  test('of which one is about danger leave room for that alone', async () => {
    const talk = await talkAt('dental-appointments');
    expect(await talk.say("where are you, i can't breathe")).toBe(
      'This can be an emergency. Please hang up now and dial nine one one.',
    );
  });
});

describe('a caller who is not interested', () => {
  test('is let go', async () => {
    const talk = await talkAt('home-services');
    expect(await talk.say("i'm not interested")).toContain('Goodbye');
    expect(deeds(talk)).toEqual(['hang-up']);
  });

  test('in what was offered says no to that alone', async () => {
    const talk = await talkAt('dental-appointments');
    await through(talk, 'a cleaning on saturday at ten', "you're useless");
    expect(await talk.say('not interested')).toContain('first and last name');
  });
});

test.each([
  ['quiero cancelar mi cita', 'no importa, mejor quiero hacer una cita', '¿Para qué quiere venir?'],
  ['quiero hacer una cita', 'no, mejor quiero cancelar mi cita', 'número'],
])('a Spanish caller who changes their mind after "%s" is understood: "%s"', async (first, then, answer) => {
  const talk = await talkAt('dental-appointments');
  expect(await through(talk, first, then)).toContain(answer);
});

describe('whether the caller owns the home', () => {
  const answered = async (words: string) => {
    const talk = await talkAt('home-services');
    await through(talk, 'my furnace is broken', '80220', words);
    return talk.state().fields.owner?.value;
  };

  test.each([['own'], ['i own it'], ['we do own it'], ['owner'], ['yes'], ["it's mine"]])(
    'is a yes: "%s"',
    async (words) => {
      expect(await answered(words)).toBe('yes');
    },
  );

  test.each([['rent'], ["i don't own it"], ['renting'], ['no'], ["i'm not the owner"]])(
    'is a no: "%s"',
    async (words) => {
      expect(await answered(words)).toBe('no');
    },
  );
});

describe('an address that was read back', () => {
  const corrected = async (...words: string[]) => {
    const talk = await talkAt('home-services');
    await through(talk, 'my furnace is broken', '80220', 'yes', 'right away', 'tom becker', '303 555 0144');
    await through(talk, '18 oak court', ...words);
    return { address: talk.state().fields.address?.value, said: talk.transcript().split('\n').at(-1) };
  };

  test.each([
    ['no the street is maple', '18 Maple Court'],
    ['no, the street is Maple Drive', '18 Maple Drive'],
    ['no the house number is nineteen', '19 Oak Court'],
    ['no it is 20 maple drive', '20 Maple Drive'],
  ])('is corrected by "%s" and read back again', async (words, address) => {
    const talk = await corrected(words);
    expect(talk.address).toBe(address);
    expect(talk.said).toMatch(/Let me read that back.*Is that right\?$/);
  });

  test('is corrected after "What should I change?"', async () => {
    expect((await corrected('no', 'the street is maple')).address).toBe('18 Maple Court');
  });

  test('is not renamed by a complaint', async () => {
    expect((await corrected('no the street is wrong')).address).toBe('18 Oak Court');
  });
});

test('a question of which the business knows one word only is not answered from another matter', async () => {
  const talk = await talkAt('dental-appointments');
  expect(await talk.say('can i bring my dog')).toBe(
    "I don't know that one, but the front desk does. Would you like me to put you through to the front desk?",
  );
});
