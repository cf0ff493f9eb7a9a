import { describe, expect, test } from 'vitest';
import type { Appointment } from '../../../agent/call/call-state.ts';
import { aTalk, deeds, starts, type Talk, through } from '../../builders/a-talk.ts';
import { anAppointment } from '../../builders/an-appointment.ts';

describe('booking', () => {
  test('in six turns', async () => {
    const talk = await aTalk();
    expect(await talk.say("i'd like to book an appointment")).toContain(
      'What would you like to come in for?',
    );
    expect(await talk.say('a cleaning')).toContain('What day works best for you?');
    expect(await talk.say('tuesday')).toMatch(/On Tuesday, November twenty fourth I could do .+ or /);
    expect(await talk.say('three thirty')).toContain('first and last name');
    expect(await talk.say("maria o'brien")).toContain('phone number');
    const readBack = await talk.say('two oh six five five five oh one double two');
    expect(readBack).toContain(
      "a cleaning on Tuesday, November twenty fourth at three thirty, for Maria O'Brien, phone number two oh six, five five five, oh one two two",
    );
    expect(talk.state().expect).toEqual({ kind: 'yes-no', confirms: 'goal' });
    expect(await talk.say("yes that's right")).toContain("You're all set, Maria O'Brien.");
    expect(talk.calendar.appointments()).toMatchObject([
      {
        name: "Maria O'Brien",
        phone: '+12065550122',
        reason: 'cleaning',
        slot: { start: '2026-11-24T15:30:00-08:00', minutes: 60 },
      },
    ]);
    expect(talk.state()).toMatchObject({ goal: null, reached: ['book'] });
    expect(await talk.say("no that's all thank you")).toContain('Goodbye!');
    expect(deeds(talk)).toEqual(['hang-up']);
  });

  test('with everything in one sentence needs only a yes', async () => {
    const talk = await aTalk();
    const answer = await talk.say(
      "Hi, this is Maria Lopez, I'd like to book a cleaning next Tuesday at three, my number is 206-555-0122.",
    );
    expect(answer).toContain("a cleaning on Tuesday, December first at three o'clock, for Maria Lopez");
    await talk.say('yes please');
    expect(starts(talk)).toEqual(['2026-12-01T15:00:00-08:00']);
  });

  test('does not book before the yes', async () => {
    const talk = await aTalk();
    await through(talk, 'a checkup on monday at ten', 'maria lopez', '206 555 0122');
    expect(starts(talk)).toEqual([]);
    await talk.say('hmm');
    expect(starts(talk)).toEqual([]);
  });

  test('of a part of the day offers times in it, also when it was said before the reason', async () => {
    const talk = await aTalk();
    const answer = await through(talk, 'can i make an appointment for tuesday afternoon', 'a checkup');
    expect(answer).toContain("one o'clock, one thirty, or two o'clock");
    await talk.say('the second one');
    expect(talk.state().fields.time?.value).toBe('13:30');
  });

  test('takes a number that is keyed in', async () => {
    const talk = await aTalk();
    await through(talk, 'a checkup on monday at ten', 'maria lopez');
    expect(await talk.key('2065550122')).toContain('phone number two oh six, five five five, oh one two two');
  });

  test('takes the number the caller calls from', async () => {
    const talk = await aTalk({ from: '+12065550177' });
    await through(talk, 'a checkup on monday at ten', 'maria lopez', "the one i'm calling from", 'yes');
    expect(talk.calendar.appointments()).toMatchObject([{ phone: '+12065550177' }]);
  });

  test('of "tomorrow" at 23:59 in the practice’s zone is the next day there', async () => {
    const talk = await aTalk({ nowMs: Date.parse('2026-11-23T23:59:00-08:00') });
    await through(talk, 'a checkup tomorrow at nine', 'maria lopez', '206 555 0122', 'yes');
    expect(starts(talk)).toEqual(['2026-11-24T09:00:00-08:00']);
  });

  test('a second time asks for another day and time, but not for the name again', async () => {
    const talk = await aTalk();
    await through(talk, 'a checkup on monday at ten', 'maria lopez', '206 555 0122', 'yes');
    const answer = await talk.say("yes i'd like to book an appointment for a cleaning");
    expect(answer).toContain('What day works best for you?');
    expect(await through(talk, 'december first', 'nine')).toContain('for Maria Lopez');
    await talk.say('yes');
    expect(starts(talk)).toEqual(['2026-11-30T10:00:00-08:00', '2026-12-01T09:00:00-08:00']);
  });
});

describe('a time that is not free', () => {
  /** Both chairs are taken from that hour up to the other. */
  const full = (day: string, from: number, to: number): Appointment[] =>
    ['chair-1', 'chair-2'].flatMap((resource) =>
      Array.from({ length: to - from }, (_, index) => {
        const start = `${day}T${String(from + index).padStart(2, '0')}:00:00-08:00`;
        const other = anAppointment(`${resource} ${start}`, start);
        return { ...other, slot: { start, minutes: 60, resource }, phone: '+12065550199' };
      }),
    );

  test('is said so, and the nearest free ones are offered', async () => {
    const talk = await aTalk({ appointments: full('2026-11-24', 15, 16) });
    const answer = await talk.say('a checkup on tuesday at three');
    expect(answer).toContain("three o'clock isn't free on Tuesday, November twenty fourth");
    expect(answer).toContain('two thirty');
    await talk.say('two thirty');
    expect(talk.state().fields.time?.value).toBe('14:30');
    expect(talk.state().expect).toMatchObject({ kind: 'name' });
  });

  test('on a full day leads to the next day that has some', async () => {
    const talk = await aTalk({ appointments: [...full('2026-11-24', 8, 12), ...full('2026-11-24', 13, 17)] });
    const answer = await talk.say('a checkup on tuesday at three');
    expect(answer).toContain('nothing free on Tuesday, November twenty fourth');
    expect(answer).toContain('On Wednesday, November twenty fifth I could do');
    await talk.say('three works');
    expect(talk.state().fields).toMatchObject({ day: { value: '2026-11-25' }, time: { value: '15:00' } });
  });

  test('that is taken while the caller decides is apologised for, and others are offered', async () => {
    const talk = await aTalk();
    await through(talk, 'a checkup on tuesday at three', 'maria lopez', '206 555 0122');
    for (const other of full('2026-11-24', 15, 16)) talk.calendar.put(other);
    const answer = await talk.say('yes');
    expect(answer).toContain('somebody just took that time');
    expect(answer).toContain('two thirty');
    expect(answer).not.toContain("isn't free");
    expect(await talk.say('two thirty')).toContain('Is that right?');
    await talk.say('yes');
    expect(
      talk.calendar
        .appointments()
        .filter((one) => one.name === 'Maria Lopez' && one.phone === '+12065550122'),
    ).toMatchObject([{ slot: { start: '2026-11-24T14:30:00-08:00' } }]);
  });

  test('"as soon as possible" takes the earliest of those that were offered', async () => {
    const talk = await aTalk();
    expect(await through(talk, 'i have a toothache', 'today')).toContain("eleven o'clock, eleven thirty");
    await talk.say('as soon as possible');
    expect(talk.state().fields.time?.value).toBe('11:00');
  });

  test('and none of the others leads back to the day', async () => {
    const talk = await aTalk();
    await through(talk, 'a checkup', 'tuesday');
    expect(await talk.say('none of those')).toContain('What day works best for you?');
  });
});

describe('corrections', () => {
  async function confirming(): Promise<Talk> {
    const talk = await aTalk();
    await through(talk, 'a checkup on tuesday at three', 'maria lopez', '206 555 0122');
    expect(talk.state().expect).toEqual({ kind: 'yes-no', confirms: 'goal' });
    return talk;
  }

  test.each([
    ['no, Wednesday instead', "Wednesday, November twenty fifth at three o'clock"],
    ['actually make it three thirty', 'Tuesday, November twenty fourth at three thirty'],
    ['no not tuesday wednesday at four', "Wednesday, November twenty fifth at four o'clock"],
    ['wednesday', "Wednesday, November twenty fifth at three o'clock"],
    ["sorry it's lopes with an s", 'for Maria Lopes,'],
    ['no a cleaning', 'a cleaning on Tuesday'],
    ['no 206 555 0133', 'oh one three three'],
  ])('"%s" is taken and read back', async (words, readBack) => {
    const talk = await confirming();
    expect(await talk.say(words)).toContain(readBack);
    expect(talk.state().expect).toEqual({ kind: 'yes-no', confirms: 'goal' });
  });

  test('a part of the day takes back a time in another one', async () => {
    const talk = await confirming();
    expect(await talk.say('no wednesday morning')).toMatch(
      /On Wednesday, November twenty fifth .+eight o'clock/,
    );
    expect(await talk.say('the second one')).toContain('Wednesday, November twenty fifth at eight thirty');
  });

  test('books what was corrected, once', async () => {
    const talk = await confirming();
    await through(talk, 'no wednesday instead', 'yes');
    expect(starts(talk)).toEqual(['2026-11-25T15:00:00-08:00']);
  });

  test('a bare no asks what should be changed', async () => {
    const talk = await confirming();
    expect(await talk.say('no')).toContain('What should I change?');
    expect(await talk.say('the phone number')).toContain('best phone number');
    expect(await talk.say('206 555 0133')).toContain('oh one three three');
  });

  test('"the name is wrong" asks for the name', async () => {
    const talk = await confirming();
    expect(await talk.say('no the name is wrong')).toContain('first and last name');
  });

  test('a day that cannot be is explained and the old one stands until there is another', async () => {
    const talk = await confirming();
    expect(await talk.say('no friday instead')).toContain("we're closed on Friday, November twenty seventh");
    expect(await talk.say('saturday at nine')).toContain("Saturday, November twenty eighth at nine o'clock");
  });
});
