import { describe, expect, test } from 'vitest';
import { aTalk, deeds, type Talk, through } from '../../builders/a-talk.ts';

/** A talk that has come to the name. */
async function askedForName(): Promise<Talk> {
  const talk = await aTalk();
  expect(await talk.say('a checkup wednesday at three')).toContain('your first and last name');
  return talk;
}

/** A talk in which everything was read back and found wrong. */
async function askedWhatToChange(): Promise<Talk> {
  const talk = await askedForName();
  expect(await through(talk, 'maria lopez', '206 555 0122', 'no')).toContain('What should I change?');
  return talk;
}

describe('something else than the name, when the name was asked for', () => {
  test('that is a day moves the day, is acknowledged, and the name is asked for again', async () => {
    const talk = await askedForName();
    expect(await talk.say('tuesday')).toMatch(/^Tuesday, November twenty fourth.* first and last name\?$/);
    expect(talk.state().fields).toMatchObject({ day: { value: '2026-11-24' } });
    expect(talk.state().fields).not.toHaveProperty('name');
  });

  test('that is a yes or a no again and again ends in the offer of a person', async () => {
    const talk = await askedForName();
    expect(await talk.say('yes')).toContain("didn't catch the name");
    expect(await talk.say('no')).toContain("didn't catch the name");
    expect(await talk.say('yes')).toContain('put you through');
  });

  test('that is a phone number is taken with thanks, and the name is asked for again', async () => {
    const talk = await askedForName();
    expect(await talk.say('206 555 0122')).toBe('Thank you. May I have your first and last name?');
    expect(await talk.say('maria lopez')).toContain('Is that right?');
  });

  test.each([['<script>alert(1)</script>'], ['<img src=x onerror=alert(1)>'], ['<a href="//x">']])(
    'that is markup is not taken for one, and is asked for again: %s',
    async (words) => {
      const talk = await askedForName();
      expect(await talk.say(words)).toContain("I didn't catch the name");
      expect(talk.state().fields).not.toHaveProperty('name');
    },
  );

  test('that is a name within markup is the name alone', async () => {
    const talk = await askedForName();
    await talk.say('<b>Maria</b> Lopez');
    expect(talk.state().fields.name?.value).toBe('Maria Lopez');
  });
});

describe('"What should I change?"', () => {
  test.each([['nothing'], ['no nothing'], ["it's fine"], ['no'], ["that's all"]])(
    'answered by "%s" leaves all as it is and reads it back again',
    async (words) => {
      const talk = await askedWhatToChange();
      expect(await talk.say(words)).toMatch(/Let me read that back: a checkup.*Is that right\?$/);
    },
  );

  test.each([['never mind'], ['cancel'], ['cancel it'], ['no just cancel it please'], ['forget it']])(
    'answered by "%s" calls the booking off',
    async (words) => {
      const talk = await askedWhatToChange();
      expect(await talk.say(words)).toContain('anything else');
      expect(talk.state().goal).toBeNull();
      expect(talk.calendar.appointments()).toEqual([]);
    },
  );
});

describe('a time at which the business is closed', () => {
  test.each([['eight pm'], ['twelve thirty']])(
    'is said to be that, and not to be taken: %s',
    async (time) => {
      const talk = await aTalk();
      const answer = await talk.say(`a checkup wednesday at ${time}`);
      expect(answer).toMatch(/we're closed at .* on Wednesday.*On Wednesday, .* I could do/);
      expect(answer).not.toContain("isn't free");
    },
  );
});

describe('a caller who was told whom to call in danger', () => {
  test('hears nothing before it and nothing after it', async () => {
    const talk = await aTalk();
    const warning = 'This can be an emergency. Please hang up now and dial nine one one.';
    expect(await talk.say('my face is swollen and i cannot breathe')).toBe(warning);
    expect(deeds(talk)).toEqual([]);
    expect(talk.state().expect).toEqual({ kind: 'open' });
  });

  test('goes on with the booking when it was none', async () => {
    const talk = await askedForName();
    await talk.say("wait i can't breathe");
    expect(await talk.say('no i am okay')).toContain('first and last name');
  });
});

test('a day that cannot be is asked for twice again before a person is offered', async () => {
  const talk = await aTalk();
  await talk.say('a checkup');
  expect(await talk.say('last friday')).toContain('already gone by');
  expect(await talk.say('sunday')).toContain("we're closed");
  expect(await talk.say('yesterday')).toContain('put you through');
});

describe('a caller who only says hello', () => {
  test('is told what there is, and not that they were not understood', async () => {
    const talk = await aTalk();
    expect(await talk.say('hello?')).toBe(
      'I can book, move or cancel an appointment. What would you like to do?',
    );
    expect(await talk.say('gnarf')).toContain("Sorry, I didn't get that.");
  });
});
