import { compile } from '../../agent/playbook/compile.ts';
import type { CompiledPlaybook } from '../../agent/playbook/compiled-playbook.ts';
import { PlaybookSource } from '../../agent/playbook/schema.ts';

const en = (text: string) => ({ 'en-US': text });
const ens = (...texts: string[]) => ({ 'en-US': texts });

/** A small playbook with everything a call needs: one practice, two goals, five fields, two models. */
export function aPlaybookSource(changes: Partial<PlaybookSource> = {}): PlaybookSource {
  const weekday = ['08:00-12:00', '13:00-17:00'];
  return PlaybookSource.parse({
    schema: 'parley/playbook/v1',
    id: 'small-practice',
    company: 'Elm Street Dental',
    agent: { name: 'Robin', role: 'the front desk assistant' },
    timeZone: 'America/New_York',
    languages: { 'en-US': { voice: 'Joanna', engine: 'neural', tone: 'warm' } },
    greeting: en("Hello, this is {agent}, {company}'s AI assistant. How can I help?"),
    hours: { mon: weekday, tue: weekday, wed: weekday, thu: weekday, fri: weekday, sat: [], sun: [] },
    holidays: ['2026-12-25'],
    calendar: {
      slotMinutes: 30,
      resources: ['chair-1'],
      horizonDays: 60,
      noticeMinutes: 60,
      afternoonFrom: '12:00',
      eveningFrom: '17:00',
    },
    fields: {
      name: {
        type: 'person-name',
        label: en('your name'),
        ask: en('Your name?'),
        ack: en('Thanks, {value}.'),
      },
      phone: { type: 'phone', country: 'US', label: en('your number'), ask: en('Your number?') },
      reason: {
        type: 'choice',
        label: en('the reason'),
        ask: en('What is it for?'),
        choices: { cleaning: { label: en('a cleaning'), phrases: ens('cleaning'), minutes: 60 } },
      },
      day: { type: 'date', label: en('the day'), ask: en('Which day?') },
      time: { type: 'time', label: en('the time'), ask: en('What time?') },
    },
    goals: {
      book: {
        label: en('book an appointment'),
        phrases: ens('book an appointment'),
        collect: ['reason', 'day', 'time', 'name', 'phone'],
        lookup: 'find_free_slots',
        confirm: en('{reason} on {day} at {time} for {name}, {phone}. Is that right?'),
        tool: 'book_appointment',
        done: en('You are booked on {day} at {time}.'),
      },
      cancel: {
        label: en('cancel an appointment'),
        phrases: ens('cancel my appointment'),
        collect: ['phone'],
        lookup: 'find_appointments',
        confirm: en('Cancel {day} at {time}?'),
        tool: 'cancel_appointment',
        done: en('It is cancelled.'),
      },
    },
    tools: [
      'find_free_slots',
      'book_appointment',
      'find_appointments',
      'cancel_appointment',
      'note_fields',
      'transfer_to_person',
      'end_call',
    ],
    rules: { must: ['Read everything back.'], never: ['Give medical advice.'] },
    knowledge: [
      { id: 'parking', question: ens('is there parking'), answer: en('Yes, behind the building.') },
    ],
    handover: {
      to: '+12065550199',
      when: ['The caller asks for a person.'],
      phrases: ens('a person'),
      say: en('I will put you through.'),
    },
    phrases: {
      openers: ens('Sure.', 'Okay.', 'Of course.'),
      help: en('I can book or cancel.'),
      anythingElse: en('Anything else?'),
      goodbye: en('Thanks for calling {company}. Goodbye!'),
      notUnderstood: en("Sorry, I didn't get that."),
      takeYourTime: en('Take your time.'),
      offerPerson: en('Shall I put you through?'),
      unknownAnswer: en("I don't know that."),
      stillThere: en('Are you still there?'),
      changeWhat: en('What should I change?'),
      slotTaken: en('That time is gone.'),
      noSlots: en('Nothing is free on {day}.'),
      notFree: en('{time} is not free on {day}.'),
      offerSlots: en('On {day} I have {times}.'),
      pastDate: en('{day} has gone by.'),
      closedDay: en('We are closed on {day}.'),
      tooFarDate: en('{day} is too far ahead.'),
      foundAppointment: en('I found {appointment}.'),
      whichAppointment: en('Which one: {appointments}?'),
      notFound: en('I found none.'),
      trouble: en('Something went wrong on my side.'),
      timeNearlyUp: en('We are almost out of time.'),
    },
    limits: { callMinutes: 20, turns: 100, reasks: 2, silenceSeconds: 8, reminders: 2 },
    models: [
      { id: 'first-model', firstTokenMs: 2_000 },
      { id: 'second-model', firstTokenMs: 2_000 },
    ],
    ...changes,
  });
}

/** `aPlaybookSource`, compiled. */
export function aPlaybook(changes: Partial<PlaybookSource> = {}): CompiledPlaybook {
  return compile(aPlaybookSource(changes));
}
