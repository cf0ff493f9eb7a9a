import { describe, expect, test } from 'vitest';
import { aTalk, referencePlaybook, starts, type Talk, through } from '../../builders/a-talk.ts';

const dental = (): Promise<Talk> => aTalk({ from: '+12065550198' });
const restaurant = (): Promise<Talk> =>
  aTalk({ playbook: referencePlaybook('restaurant'), from: '+12065550198' });
const value = (talk: Talk, field: string) => talk.state().fields[field]?.value;

describe('a caller who wants to hear it again', () => {
  test.each([
    ['wait, what time did I say', /^I have ten o'clock\. Let me read that back/],
    ['which name do you have', /^I have Carla Gomez\. Let me read that back/],
  ])('is told what is noted: "%s"', async (words, answer) => {
    const talk = await dental();
    await through(talk, 'a cleaning on saturday at ten', 'carla gomez', 'this number');
    expect(await talk.say(words)).toMatch(answer);
  });

  test('is told when the appointment is that was just made', async () => {
    const talk = await dental();
    await through(talk, 'a cleaning on saturday at ten', 'carla gomez', 'this number', 'yes');
    expect(await talk.say('sorry, what time was that')).toMatch(
      /^I have ten o'clock\. Is there anything else/,
    );
  });

  test('is answered in Spanish', async () => {
    const talk = await dental();
    await through(talk, 'necesito una limpieza el sábado a las diez', 'me llamo Carla Gómez', '206 555 0122');
    expect(await talk.say('perdón, qué nombre tiene')).toMatch(/^Tengo Carla Gómez\. Le repito/);
  });

  test('hears the question once more after a bare "what?"', async () => {
    const talk = await dental();
    await through(talk, 'a cleaning on saturday at ten');
    expect(await talk.say('what?')).toContain('first and last name');
  });
});

describe('a caller who says two things in one breath', () => {
  test('is told about the one and helped with the other', async () => {
    const talk = await dental();
    const answer = await talk.say("hi, I'd like to move my appointment and also ask about parking");
    expect(answer).toMatch(/free parking.*phone number/);
  });
});

describe('a caller who names the week first and the weekday after', () => {
  test('means the weekday of that week', async () => {
    const talk = await restaurant();
    await through(talk, 'dinner for three next week', 'thursday');
    expect(value(talk, 'day')).toBe('2026-12-03');
  });
});

describe('a caller who corrects what they said last', () => {
  test('with a number alone means that number', async () => {
    const talk = await restaurant();
    expect(await through(talk, 'table for six', 'sorry, make that seven')).toContain('What day and time');
    expect(value(talk, 'people')).toBe('7');
  });

  test('by the last digit of the number, when asked for something else, keeps the time', async () => {
    const talk = await restaurant();
    await through(talk, 'a table for two tomorrow at six pm inside', 'tom baker', '312 555 0170');
    expect(await talk.say('no wait, the last digit is one')).toContain('special occasion');
    expect(value(talk, 'phone')).toBe('+13125550171');
    expect(value(talk, 'time')).toBe('18:00');
    expect(value(talk, 'notes')).toBeUndefined();
  });
});

describe('a caller who agrees to a text', () => {
  test('is not renamed by it', async () => {
    const talk = await restaurant();
    await through(
      talk,
      'a table for two tomorrow at six pm inside',
      'tom baker',
      'this number',
      'nothing special',
    );
    expect(await talk.say('yes please text me')).toContain('under Tom Baker');
  });
});

describe('a caller who is offered a person', () => {
  test('may answer the question after all', async () => {
    const talk = await dental();
    await through(
      talk,
      'a cleaning on saturday at ten',
      'hmm what now',
      'the thing of things',
      'the other thing',
    );
    expect(await talk.say('carla gomez')).toContain('best phone number');
    expect(value(talk, 'name')).toBe('Carla Gomez');
  });

  test('and says yes hears one sentence of consent, not two', async () => {
    const talk = await dental();
    await through(talk, 'who is the president of france');
    expect(await talk.say('yes')).toMatch(/^Of course\. I'll put you through/);
  });
});

describe('a caller who wants a holiday', () => {
  test('hears that it is closed, and is booked on the day beside it', async () => {
    const talk = await dental();
    expect(await talk.say('a cleaning on thanksgiving')).toContain(
      "we're closed on Thursday, November twenty sixth",
    );
    await through(talk, 'the monday after thanksgiving at ten', 'anna lee', 'this number', 'yes');
    expect(starts(talk)).toEqual(['2026-11-30T10:00:00-08:00']);
  });
});

describe('a number that is said anew', () => {
  test.each([
    ['a table for two friday at eight no make that nine', { people: '2', time: '21:00' }],
    ['friday at eight a table for two no make that three', { people: '3', time: '20:00' }],
  ])('takes the place of the one that was said last: "%s"', async (words, expected) => {
    const talk = await restaurant();
    await talk.say(words);
    expect({ people: value(talk, 'people'), time: value(talk, 'time') }).toEqual(expected);
  });
});

describe('a caller who asks what the business has not written down', () => {
  test('hears so, though a word of it stands in an answer to something else', async () => {
    expect(await (await dental()).say('can I bring my dog')).toMatch(/don't know that one/);
  });
});

describe('a caller who gives a number anew when something else was asked', () => {
  test('has not said no to that', async () => {
    const talk = await aTalk({ playbook: referencePlaybook('home-services') });
    await through(talk, 'i need a furnace repair', 'eight oh two oh four');
    expect(talk.state().expect).toMatchObject({ confirms: 'owner' });
    await talk.say("no, it's eight oh two oh five");
    expect(value(talk, 'zip')).toBe('80205');
    expect(value(talk, 'owner')).toBeUndefined();
  });
});

describe('a caller who is annoyed', () => {
  test('and says what they want in the same breath gets that', async () => {
    const talk = await dental();
    await talk.say('a cleaning please');
    await talk.say('this is ridiculous, I said Saturday at ten');
    expect(value(talk, 'time')).toBe('10:00');
  });
});
