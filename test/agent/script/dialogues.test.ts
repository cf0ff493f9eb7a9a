import { describe, expect, test } from 'vitest';
import { aTalk, deeds, starts, through } from '../../builders/a-talk.ts';
import { anAppointment } from '../../builders/an-appointment.ts';

describe('a question in the middle', () => {
  test('is answered, then the talk comes back to what was asked', async () => {
    const talk = await aTalk();
    await talk.say('a cleaning please');
    const answer = await talk.say('do you have parking');
    expect(answer).toContain("there's free parking");
    expect(answer).toContain('What day works best for you?');
    expect(talk.state().expect).toEqual({ kind: 'date', field: 'day' });
  });

  test('while offers stand repeats the offers', async () => {
    const talk = await aTalk();
    await through(talk, 'a checkup', 'tuesday');
    expect(await talk.say('what insurance do you take')).toMatch(/dental plans.+On Tuesday.+ or /);
    await talk.say('the first one');
    expect(talk.state().fields.time?.value).toBe('08:00');
  });

  test('at the reading back is followed by reading back again', async () => {
    const talk = await aTalk();
    await through(talk, 'a checkup on tuesday at three', 'maria lopez', '206 555 0122');
    expect(await talk.say('where are you located')).toMatch(/Alder Lane.+Is that right\?/);
    await talk.say('yes');
    expect(starts(talk)).toEqual(['2026-11-24T15:00:00-08:00']);
  });

  test('a reading back that is cut into before its time was spoken is read back again, whatever the caller agreed to', async () => {
    const talk = await aTalk();
    await through(talk, 'a checkup on tuesday at three', 'maria lopez', '206 555 0122');
    expect(await talk.cutIn('yes please', 'Thank you. Let me')).toContain('Is that right?');
    expect(starts(talk)).toEqual([]);
    await talk.say('yes');
    expect(starts(talk)).toEqual(['2026-11-24T15:00:00-08:00']);
  });

  test('a reading back that is cut into a second time may be agreed to: the caller wants it done', async () => {
    const talk = await aTalk();
    await through(talk, 'a checkup on tuesday at three', 'maria lopez', '206 555 0122');
    await talk.cutIn('yes please', 'Thank you. Let me');
    await talk.cutIn('yes yes', 'Let me read that');
    expect(starts(talk)).toEqual(['2026-11-24T15:00:00-08:00']);
  });

  test('a reading back that is cut into when all of it was heard may be agreed to', async () => {
    const talk = await aTalk();
    const readBack = await through(talk, 'a checkup on tuesday at three', 'maria lopez', '206 555 0122');
    await talk.cutIn('yes', readBack.replace('Is that right?', 'Is'));
    expect(starts(talk)).toEqual(['2026-11-24T15:00:00-08:00']);
  });

  test.each([
    ['yes and is there parking', /You're all set.+free parking.+anything else/],
    ['yes that works and which bus stops near you', /You're all set.+number eleven bus.+anything else/],
    ['yes and do you sell giraffes', /You're all set.+put you through/],
  ])('beside the yes to a reading back is answered once the thing is done: %s', async (words, answer) => {
    const talk = await aTalk();
    await through(talk, 'a checkup on tuesday at three', 'maria lopez', '206 555 0122');
    expect(await talk.say(words)).toMatch(answer);
    expect(starts(talk)).toEqual(['2026-11-24T15:00:00-08:00']);
  });

  test('with nothing else is followed by "anything else?"', async () => {
    const talk = await aTalk();
    expect(await talk.say('what are your opening hours')).toMatch(/Monday to Friday.+anything else/);
    expect(await talk.say('no thanks')).toContain('Goodbye');
  });
});

describe('a person', () => {
  test('takes over when the caller asks for one', async () => {
    const talk = await aTalk();
    await talk.say('book an appointment');
    expect(await talk.say('can i speak to a person')).toContain("I'll put you through to the front desk");
    expect(deeds(talk)).toEqual(['transfer']);
  });

  test('is offered after two re-asks, and a yes puts the caller through', async () => {
    const talk = await aTalk();
    await talk.say('book an appointment');
    expect(await talk.say('blah gorp')).toContain('Is it a cleaning');
    expect(await talk.say('fnord')).toContain('Is it a cleaning');
    expect(await talk.say('zzz')).toContain('Would you like me to put you through');
    await talk.say('yes');
    expect(deeds(talk)).toEqual(['transfer']);
  });

  test('is not forced on who declines: the same thing is asked afresh', async () => {
    const talk = await aTalk();
    await through(talk, 'book an appointment', 'blah gorp', 'fnord', 'zzz');
    expect(await talk.say('no')).toContain('What would you like to come in for?');
    expect(await talk.say('a filling')).toContain('What day');
  });

  test('takes over when even the offer of one is not understood', async () => {
    const talk = await aTalk();
    await through(talk, 'book an appointment', 'blah', 'blah', 'blah', 'blah', 'blah', 'blah');
    expect(deeds(talk)).toEqual(['transfer']);
  });
});

describe('moving an appointment', () => {
  test('finds it by the number, reads the new time back and moves it', async () => {
    const talk = await aTalk({ appointments: [anAppointment('a', '2026-12-01T09:00:00-08:00')] });
    expect(await talk.say('i need to reschedule my appointment')).toContain('phone number');
    expect(await talk.say('206 555 0122')).toContain(
      "I found a cleaning on Tuesday, December first at nine o'clock",
    );
    expect(await talk.say('wednesday at two')).toContain("Wednesday, November twenty fifth at two o'clock");
    expect(starts(talk)).toEqual(['2026-12-01T09:00:00-08:00']);
    expect(await talk.say('yes')).toContain("now on Wednesday, November twenty fifth at two o'clock");
    expect(starts(talk)).toEqual(['2026-11-25T14:00:00-08:00']);
  });

  test('asks which one where there are several', async () => {
    const talk = await aTalk({
      appointments: [
        anAppointment('a', '2026-12-01T09:00:00-08:00'),
        anAppointment('b', '2026-12-03T10:00:00-08:00', 'checkup'),
      ],
    });
    await talk.say('move my appointment');
    expect(await talk.say('206 555 0122')).toContain('Which one do you mean?');
    expect(await talk.say('the one on thursday')).toContain('a checkup on Thursday, December third');
    await through(talk, 'december eighth at nine', 'yes');
    expect(starts(talk)).toEqual(['2026-12-01T09:00:00-08:00', '2026-12-08T09:00:00-08:00']);
  });

  test.each([['the checkup'], ['the second one'], ['ten o’clock'], ['december third']])(
    'knows which one is meant by "%s"',
    async (words) => {
      const talk = await aTalk({
        appointments: [
          anAppointment('a', '2026-12-01T09:00:00-08:00'),
          anAppointment('b', '2026-12-03T10:00:00-08:00', 'checkup'),
        ],
      });
      await through(talk, 'cancel my appointment', '206 555 0122', words, 'yes');
      expect(starts(talk)).toEqual(['2026-12-01T09:00:00-08:00']);
    },
  );

  test('of the one just booked needs no number', async () => {
    const talk = await aTalk();
    await through(talk, 'a checkup on monday at ten', 'maria lopez', '206 555 0122', 'yes');
    expect(await talk.say('oh i need to reschedule my appointment')).toContain('What day');
    await through(talk, 'tuesday at nine', 'yes');
    expect(starts(talk)).toEqual(['2026-11-24T09:00:00-08:00']);
  });
});

describe('a telephone number in groups over several turns', () => {
  test.each([
    [['two oh six', 'five five five', 'oh one four five']],
    [['206 555', '0145']],
    [['206 555 014', '206 555 0145']],
    [['206 555 014', 'two oh six five five five oh one four five']],
  ])('adds up: %s', async (groups) => {
    const talk = await aTalk();
    await through(talk, 'checkup december 14 9 am', 'maria lopez', ...groups);
    expect(talk.state().fields.phone?.value).toBe('+12065550145');
  });

  test('is not made of two attempts that both lack a digit', async () => {
    const talk = await aTalk();
    await through(talk, 'checkup december 14 9 am', 'maria lopez', '206 555 014', '206 555 014');
    expect(talk.state().fields.phone).toBeUndefined();
  });
});

describe('a correction right after booking', () => {
  const booked = async () => {
    const talk = await aTalk();
    await through(talk, 'checkup december 14 9 am', 'maria lopez', '206 555 0122', 'yes');
    return talk;
  };

  test.each([
    ['no, wait, make it ten', '2026-12-14T10:00:00-08:00'],
    ['actually december 15', '2026-12-15T09:00:00-08:00'],
    ['sorry, i meant december 16 at two pm', '2026-12-16T14:00:00-08:00'],
  ])('is read back and moves the appointment: "%s"', async (words, start) => {
    const talk = await booked();
    expect(await talk.say(words)).toContain("So I'll move your appointment to");
    expect(starts(talk)).toEqual(['2026-12-14T09:00:00-08:00']);
    expect(await talk.say('yes')).toContain('Your appointment is now on');
    expect(starts(talk)).toEqual([start]);
  });

  test.each([["no, that's all"], ['no thanks, see you monday at nine']])(
    'is not heard where nothing else is wanted: "%s"',
    async (words) => {
      const talk = await booked();
      await talk.say(words);
      expect(talk.state().goal).toBeNull();
      expect(starts(talk)).toEqual(['2026-12-14T09:00:00-08:00']);
    },
  );
});

describe('cancelling', () => {
  test('reads the appointment back and waits for a yes', async () => {
    const talk = await aTalk({ appointments: [anAppointment('a', '2026-12-01T09:00:00-08:00')] });
    const answer = await through(talk, 'i want to cancel my appointment', '206 555 0122');
    expect(answer).toContain("Shall I cancel your appointment on Tuesday, December first at nine o'clock?");
    expect(starts(talk)).toHaveLength(1);
    expect(await talk.say('yes')).toContain('is cancelled');
    expect(starts(talk)).toEqual([]);
  });

  test('under a number that nobody knows offers a person, and takes another number', async () => {
    const talk = await aTalk({ appointments: [anAppointment('a', '2026-12-01T09:00:00-08:00')] });
    const answer = await through(talk, 'cancel my appointment', '206 555 0155');
    expect(answer).toContain("can't find an appointment under that number");
    expect(await talk.say('no try 206 555 0122')).toContain('Shall I cancel');
  });

  test('under a number that nobody knows asks for another after a plain no', async () => {
    const talk = await aTalk();
    await through(talk, 'cancel my appointment', '206 555 0155');
    expect(await talk.say('no')).toContain('phone number');
  });
});

describe('days that cannot be', () => {
  test.each([
    ['yesterday', 'Sunday, November twenty second has already gone by'],
    ['last friday', 'Friday, November twentieth has already gone by'],
    ['sunday', "we're closed on Sunday, November twenty ninth"],
    ['thursday', "we're closed on Thursday, November twenty sixth"],
    ['july first', 'Thursday, July first is too far ahead'],
  ])('"%s" is explained and another is asked for', async (words, why) => {
    const talk = await aTalk();
    await talk.say('a cleaning please');
    expect(await talk.say(words)).toContain(why);
    expect(talk.state().expect).toEqual({ kind: 'date', field: 'day' });
    await talk.say('december first');
    expect(talk.state().fields.day?.value).toBe('2026-12-01');
  });
});

describe('moments that every call can have', () => {
  test('"say that again" says the last words again', async () => {
    const talk = await aTalk();
    await talk.say('a cleaning please');
    expect(await talk.say('sorry say that again')).toContain('What day works best for you?');
    expect(talk.state().expect).toEqual({ kind: 'date', field: 'day' });
  });

  test('"hold on" is waited for', async () => {
    const talk = await aTalk();
    await talk.say('a cleaning please');
    expect(await talk.say('hold on')).toContain('take your time');
    expect(talk.state().expect).toEqual({ kind: 'date', field: 'day' });
  });

  test('"never mind" with something else instead changes it', async () => {
    const talk = await aTalk();
    await through(talk, 'a checkup on tuesday at three');
    expect(await talk.say('never mind make it wednesday')).toContain('first and last name');
    expect(talk.state()).toMatchObject({ goal: 'book', fields: { day: { value: '2026-11-25' } } });
  });

  test('"never mind" ends the goal, not the call', async () => {
    const talk = await aTalk();
    await talk.say('a cleaning please');
    expect(await talk.say('never mind')).toContain('anything else');
    expect(talk.state().goal).toBeNull();
    expect(await talk.say('no')).toContain('Goodbye');
  });

  test('a goodbye in the middle ends the call', async () => {
    const talk = await aTalk();
    await talk.say('a cleaning please');
    expect(await talk.say('bye')).toContain('Goodbye');
    expect(deeds(talk)).toEqual(['hang-up']);
  });

  test('a hello is answered with what can be done', async () => {
    const talk = await aTalk();
    expect(await talk.say('hello')).toContain('I can book, move or cancel an appointment');
  });

  test('another goal in the middle is followed', async () => {
    const talk = await aTalk({ appointments: [anAppointment('a', '2026-12-01T09:00:00-08:00')] });
    await talk.say('book an appointment');
    expect(await talk.say('actually I want to cancel my appointment')).toContain('phone number');
  });
});
