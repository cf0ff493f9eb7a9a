import * as z from 'zod';
import { LocalizedList, says } from './text.ts';

/** Set phrases of the agent for moments that every call can have. */
export const Phrases = z.strictObject({
  openers: LocalizedList.meta({
    description: 'Short acknowledgements such as Sure, spoken while the rest of the answer is being made.',
  }),
  help: says('What the agent can do, for a caller who has not said what they want.'),
  anythingElse: says('Asked when a goal is reached.'),
  goodbye: says('The last words of a call.'),
  notUnderstood: says('Before a question is asked again.'),
  takeYourTime: says('When the caller asks the agent to wait.'),
  offerPerson: says('Asks whether the caller wants a person.'),
  unknownAnswer: says('When the answer to a question is not known.'),
  stillThere: says('When the caller has been silent.'),
  changeWhat: says('When what was read back is wrong and the caller did not say what.'),
  slotTaken: says('When somebody else took the time while the caller decided. Other times follow.'),
  noSlots: says('When nothing is free on that day. Another day follows.', 'day'),
  notFree: says('When the exact time asked for is taken. Other times follow.', 'day', 'time'),
  closedAt: says(
    'When the business is closed at the time asked for. Other times follow. Absent: notFree is said.',
    'day',
    'time',
  ).optional(),
  offerSlots: says('Offers one or more times on a day.', 'day', 'times'),
  pastDate: says('When the day has gone by.', 'day'),
  closedDay: says('When the business is closed on that day.', 'day'),
  tooFarDate: says('When the day is beyond the horizon of the calendar.', 'day'),
  foundAppointment: says("When the caller's one appointment was found.", 'appointment'),
  whichAppointment: says('When the caller has several appointments.', 'appointments'),
  notFound: says('When no appointment was found.'),
  trouble: says('When something failed on our side.'),
  timeNearlyUp: says('When the call is about to reach its longest time.'),
});

/** What is said on telephone lines of a contact centre; where one is absent, plain words stand in. */
export const Telephone = z.strictObject({
  oneMoment: says('Said when an answer takes long.').optional(),
  apology: says('Said before a caller is put through because something failed.').optional(),
  callBack: says('Said when no person can be reached: a promise to call back.', 'ticket').optional(),
  callAgain: says('Said instead to callers whose number is not known.').optional(),
});
