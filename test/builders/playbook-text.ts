import { load } from '../../agent/playbook/load.ts';
import { formatProblems } from '../../agent/playbook/problem.ts';

/** A small playbook that is right, as text: what a test of the loader changes one thing of. */
export const PLAYBOOK_TEXT = `schema: parley/playbook/v1
id: corner-salon
company: Corner Salon
agent:
  name: Sam
  role: the receptionist of a hair salon
timeZone: America/Chicago
languages:
  en-US: { voice: Joanna, engine: neural, tone: friendly }
greeting:
  en-US: Hi, this is {agent}, the AI assistant of {company}.
hours:
  mon: []
  tue: ["09:00-12:00", "13:00-18:00"]
  wed: ["09:00-18:00"]
  thu: ["09:00-18:00"]
  fri: ["09:00-18:00"]
  sat: ["09:00-14:00"]
  sun: []
holidays:
  - 2026-12-25
calendar:
  slotMinutes: 30
  resources: [seat-1]
  horizonDays: 60
  noticeMinutes: 30
  afternoonFrom: "12:00"
  eveningFrom: "17:00"
fields:
  name:
    type: person-name
    label: { en-US: your name }
    ask: { en-US: What's your name? }
    ack: { en-US: "Thanks, {value}." }
  phone:
    type: phone
    country: US
    label: { en-US: your number }
    ask: { en-US: What's your phone number? }
  reason:
    type: choice
    label: { en-US: the service }
    ask: { en-US: What would you like done? }
    choices:
      cut:
        label: { en-US: a haircut }
        phrases:
          en-US: [haircut, a trim]
      color:
        label: { en-US: coloring }
        phrases:
          en-US: [coloring, highlights]
  day:
    type: date
    label: { en-US: the day }
    ask: { en-US: What day? }
  time:
    type: time
    label: { en-US: the time }
    ask: { en-US: What time? }
goals:
  book:
    label: { en-US: book a visit }
    phrases:
      en-US: [make an appointment, book a visit]
    collect: [reason, day, time, name, phone]
    lookup: find_free_slots
    confirm: { en-US: "{reason} on {day} at {time}, for {name}. Right?" }
    tool: book_appointment
    done: { en-US: "Done, {name}." }
  cancel:
    label: { en-US: cancel a visit }
    phrases:
      en-US: [cancel my appointment]
    collect: [phone]
    lookup: find_appointments
    confirm: { en-US: "Cancel {day} at {time}?" }
    tool: cancel_appointment
    done: { en-US: It's cancelled. }
tools:
  - find_free_slots
  - book_appointment
  - find_appointments
  - cancel_appointment
  - transfer_to_person
  - end_call
rules:
  must: [Be kind.]
  never: [Promise a discount.]
knowledge:
  - id: parking
    question:
      en-US: [where can i park]
    answer: { en-US: Right behind the salon. }
handover:
  to: "+13125550142"
  when: [The caller asks for a person.]
  phrases:
    en-US: [a real person]
  say: { en-US: One moment. }
phrases:
  openers: { en-US: [Sure.] }
  help: { en-US: I can book or cancel a visit. }
  anythingElse: { en-US: Anything else? }
  goodbye: { en-US: "Goodbye from {company}!" }
  notUnderstood: { en-US: Sorry? }
  takeYourTime: { en-US: Take your time. }
  offerPerson: { en-US: Would you like to speak to someone? }
  unknownAnswer: { en-US: I don't know that. }
  stillThere: { en-US: Are you there? }
  changeWhat: { en-US: What should I change? }
  slotTaken: { en-US: That was just taken. }
  noSlots: { en-US: "Nothing is free on {day}." }
  notFree: { en-US: "{time} isn't free on {day}." }
  offerSlots: { en-US: "On {day} I have {times}." }
  pastDate: { en-US: "{day} is over." }
  closedDay: { en-US: "We're closed on {day}." }
  tooFarDate: { en-US: "{day} is too far ahead." }
  foundAppointment: { en-US: "I found {appointment}." }
  whichAppointment: { en-US: "I found {appointments}. Which one?" }
  notFound: { en-US: I found nothing. }
  trouble: { en-US: Something went wrong. }
  timeNearlyUp: { en-US: We're almost out of time. }
limits:
  callMinutes: 15
  turns: 100
  reasks: 2
  silenceSeconds: 8
  reminders: 2
models:
  - { id: us.amazon.nova-lite-v1:0, firstTokenMs: 2000 }
`;

/**
 * The text with one thing changed. Throws when `find` does not stand in it exactly once, so that a test
 * cannot pass by changing nothing.
 */
export function playbookWith(...changes: readonly [find: string, replacement: string][]): string {
  return changes.reduce((text, [find, replacement]) => {
    const parts = text.split(find);
    if (parts.length !== 2)
      throw new Error(`"${find}" stands ${parts.length - 1} times in the playbook, not once.`);
    return parts.join(replacement);
  }, PLAYBOOK_TEXT);
}

/** What the loader prints about a text, a line a problem; empty when it is right. */
export function complaints(text: string): string[] {
  const result = load(text, 'playbook.yaml');
  return result.ok ? [] : formatProblems(result.problems).split('\n');
}
