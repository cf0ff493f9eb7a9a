import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { load } from '../../../agent/playbook/load.ts';
import { complaints, PLAYBOOK_TEXT, playbookWith } from '../../builders/playbook-text.ts';

describe('a playbook that is right', () => {
  it('is loaded as it is written', () => {
    const result = load(PLAYBOOK_TEXT, 'playbook.yaml');
    expect(result).toMatchObject({ ok: true, playbook: parse(PLAYBOOK_TEXT) });
  });

  it('may use anchors and aliases', () => {
    const text = playbookWith(
      ['wed: ["09:00-18:00"]', 'wed: &long ["09:00-18:00"]'],
      ['thu: ["09:00-18:00"]', 'thu: *long'],
    );
    const result = load(text, 'playbook.yaml');
    expect(result.ok && result.playbook.hours.thu).toEqual(['09:00-18:00']);
  });
});

describe('what is told about', () => {
  const examples: [what: string, find: string, replacement: string, told: string][] = [
    [
      'a misspelled key: the one that was meant',
      'greeting:',
      'grreting:',
      '10:1  unknown key "grreting"; did you mean "greeting"?',
    ],
    [
      'a key that nothing resembles',
      'timeZone:',
      'colour: red\ntimeZone:',
      '7:1  unknown key "colour"; a playbook has no such key',
    ],
    [
      'an unknown key in a small group: which keys there are',
      '  name: Sam\n',
      '  name: Sam\n  shoeSize: 42\n',
      '6:3  unknown key "shoeSize"; agent can have name, role',
    ],
    [
      'a key misspelled beside the right one',
      '    country: US',
      '    country: US\n    contry: UK',
      '38:5  unknown key "contry"; did you mean "country"?',
    ],
    ['a missing key', 'company: Corner Salon\n', '', '1:1  missing key "company": add a text'],
    [
      'a missing key inside a goal',
      '    done: { en-US: "Done, {name}." }\n',
      '',
      '62:3  missing key "done" in goals.book: add a text for each language',
    ],
    [
      'a choice without phrases',
      '        phrases:\n          en-US: [haircut, a trim]\n',
      '',
      '45:7  missing key "phrases" in fields.reason.choices.cut: add a list of texts for each language',
    ],
    [
      'a choice with an empty list of phrases',
      'en-US: [haircut, a trim]',
      'en-US: []',
      '48:11  fields.reason.choices.cut.phrases.en-US is an empty list; it needs at least one entry',
    ],
    [
      'a list where a text belongs',
      'company: Corner Salon',
      'company: [a, b]',
      '3:10  company should be a text, not a list',
    ],
    [
      'a text where a group belongs',
      'agent:\n  name: Sam\n  role: the receptionist of a hair salon',
      'agent: Sam',
      '4:8  agent should be a group with the keys name, role, not "Sam"',
    ],
    [
      'a text where a list belongs',
      'collect: [phone]',
      'collect: phone',
      '75:14  goals.cancel.collect should be a list, not "phone"',
    ],
    [
      'a text where a number belongs',
      '  turns: 100',
      '  turns: many',
      '126:10  limits.turns should be a whole number, not "many"',
    ],
    [
      'a fraction where a whole number belongs',
      '  slotMinutes: 30',
      '  slotMinutes: 30.5',
      '23:16  calendar.slotMinutes should be a whole number, not 30.5',
    ],
    ['a number that is too large', '  reasks: 2', '  reasks: 9', '127:11  limits.reasks is 9; the most is 5'],
    [
      'a number that is too small',
      '  silenceSeconds: 8',
      '  silenceSeconds: 0',
      '128:19  limits.silenceSeconds is 0; it must be more than 0',
    ],
    [
      'a key with nothing after it',
      'company: Corner Salon',
      'company:',
      '3:1  company is empty; it should be a text',
    ],
    [
      'an empty text',
      'anythingElse: { en-US: Anything else? }',
      'anythingElse: { en-US: "" }',
      '104:26  phrases.anythingElse.en-US is empty; write a text',
    ],
    [
      'another version of the schema',
      'parley/playbook/v1',
      'parley/playbook/v9',
      '1:9  schema should be parley/playbook/v1, not "parley/playbook/v9"',
    ],
    [
      'a misspelled type of field',
      'type: person-name',
      'type: person-nam',
      '31:11  "person-nam" is not a possible type; did you mean "person-name"?',
    ],
    [
      'a tool that does not exist',
      'tool: cancel_appointment',
      'tool: cancel_apointment',
      '78:11  "cancel_apointment" is not a possible tool; did you mean "cancel_appointment"?',
    ],
    [
      'a tool that does not exist in the list of tools, once',
      '  - end_call',
      '  - endcall',
      '86:5  "endcall" is not a possible tool; did you mean "end_call"?',
    ],
    [
      'a name that is no id',
      '      color:',
      '      Hair Color:',
      '49:7  the name "Hair Color" should be lower-case letters, digits, - and _',
    ],
    [
      'a phone number that is not E.164',
      '+13125550142',
      '312 555 0142',
      '96:7  "312 555 0142" should be a phone number in E.164, such as +12065550100',
    ],
    [
      'opening hours in another form',
      'wed: ["09:00-18:00"]',
      'wed: ["9-18"]',
      '15:9  "9-18" should be a range such as 08:00-12:00',
    ],
    [
      'opening hours that run backwards',
      'wed: ["09:00-18:00"]',
      'wed: ["18:00-09:00"]',
      '15:9  "18:00-09:00" ends before it begins; write the earlier time first (09:00-18:00)',
    ],
    [
      'opening hours that overlap',
      '"13:00-18:00"',
      '"11:30-18:00"',
      '14:24  "11:30-18:00" overlaps "09:00-12:00" on the same day; make it one range',
    ],
    [
      'an evening before the afternoon',
      'eveningFrom: "17:00"',
      'eveningFrom: "11:00"',
      `28:16  the evening begins at 11:00, which is not after the afternoon's beginning at 12:00`,
    ],
    [
      'a field to keep with appointments that does not exist',
      '  eveningFrom: "17:00"',
      '  eveningFrom: "17:00"\n  keeps: [nmae]',
      '29:11  "nmae" is no field; did you mean "name"?',
    ],
    [
      'a booking with a resource that does not exist',
      '  eveningFrom: "17:00"',
      '  eveningFrom: "17:00"\n  bookings: [{ resources: [seat-2] }]',
      '29:28  "seat-2" is no resource of the calendar; did you mean "seat-1"?',
    ],
    [
      'a misspelled time zone',
      'America/Chicago',
      'America/Chicgo',
      '7:11  "America/Chicgo" is not a time zone; did you mean "America/Chicago"?',
    ],
    [
      'a time zone that nothing resembles',
      'America/Chicago',
      'Middle of Nowhere',
      '7:11  "Middle of Nowhere" is not a time zone; use one such as America/New_York or Europe/London',
    ],
    [
      'a day that does not exist',
      '2026-12-25',
      '2026-02-30',
      '21:5  "2026-02-30" should be a date that exists, such as 2026-12-25',
    ],
    [
      'a holiday listed twice',
      '  - 2026-12-25',
      '  - 2026-12-25\n  - 2026-12-25',
      '22:5  "2026-12-25" is in this list twice; keep one',
    ],
    [
      'no language at all',
      'languages:\n  en-US: { voice: Joanna, engine: neural, tone: friendly }',
      'languages: {}',
      '8:1  the playbook has no language; add one, such as en-US',
    ],
    [
      'a text in a language that the playbook does not speak',
      'help: { en-US: I can',
      'help: { de-DE: Hallo., en-US: I can',
      '103:11  "de-DE" is not among the languages of the playbook ("en-US")',
    ],
    [
      'a language that is no tag',
      'help: { en-US: I can',
      'help: { english: hi, en-US: I can',
      '103:11  the name "english" should be a BCP-47 tag of language and region, such as en-US',
    ],
    [
      'an unknown field to collect',
      'collect: [phone]',
      'collect: [phone, surname]',
      '75:22  there is no field "surname"; the fields are name, phone, reason, day, time',
    ],
    [
      'a misspelled field to collect, once',
      'collect: [phone]',
      'collect: [phon]',
      '75:15  there is no field "phon"; did you mean "phone"?',
    ],
    [
      'a field collected twice',
      'collect: [phone]',
      'collect: [phone, phone]',
      '75:22  "phone" is in this list twice; keep one',
    ],
    [
      'a goal whose tool is not in the list of tools',
      '  - book_appointment\n',
      '',
      '69:11  goals.book uses book_appointment, which is not in the list of tools; add it there',
    ],
    [
      'a look-up that changes something',
      'lookup: find_free_slots',
      'lookup: book_appointment',
      '67:13  book_appointment is not a look-up: it changes something; use find_free_slots or find_appointments',
    ],
    [
      'a goal that cancels what it has not found',
      '    lookup: find_appointments\n',
      '',
      '77:11  cancel_appointment works on an appointment that was found before; add lookup: find_appointments to goals.cancel',
    ],
    [
      'a tool whose input is not collected',
      'collect: [reason, day, time, name, phone]',
      'collect: [reason, day, time, name]',
      '69:11  book_appointment needs a field of type phone, and goals.book collects none; add "phone" to collect',
    ],
    [
      'a field of a type that the tool cannot use',
      '    type: time\n',
      '    type: text\n',
      '69:11  book_appointment needs a field of type time, and goals.book collects none; add one to collect',
    ],
    [
      'a tool that every call needs',
      '  - transfer_to_person\n',
      '',
      '80:1  every call may need transfer_to_person; add it to the list of tools',
    ],
    [
      'a tool listed twice',
      '  - end_call',
      '  - end_call\n  - end_call',
      '87:5  "end_call" is in this list twice; keep one',
    ],
    [
      'a misspelled placeholder',
      'Done, {name}.',
      'Done, {nmae}.',
      '70:20  nothing is known as {nmae} in goals.book.done.en-US; did you mean {name}?',
    ],
    [
      'a placeholder that the moment cannot fill',
      'On {day} I have {times}.',
      'I have {times} with {doctor}.',
      '115:24  nothing is known as {doctor} in phrases.offerSlots.en-US; here you can use {day}, {times}, {company}, {agent}',
    ],
    [
      'a brace that is not closed',
      'Done, {name}.',
      'Done, {name.',
      '70:20  a brace stands alone in goals.book.done.en-US; write a placeholder as {day}',
    ],
    [
      'a text that cannot be spoken',
      'Take your time.',
      'Take *your* time.',
      '107:26  "*" in phrases.takeYourTime.en-US cannot be spoken; write the text as it should sound',
    ],
    [
      'one phrase for two goals, however it is written',
      'en-US: [cancel my appointment]',
      'en-US: [Book a visit!]',
      '74:15  "Book a visit!" is also in goals.book.phrases; a caller who says it can mean only one of them',
    ],
    [
      'one phrase for a goal and a question',
      'en-US: [where can i park]',
      'en-US: [make an appointment]',
      '93:15  "make an appointment" is also in goals.book.phrases; a caller who says it can mean only one of them',
    ],
    [
      'one phrase for two choices',
      'en-US: [coloring, highlights]',
      'en-US: [coloring, a trim]',
      '52:29  "a trim" is also in fields.reason.choices.cut.phrases; a caller who says it can mean only one of them',
    ],
    [
      'a phrase written twice in one list',
      'en-US: [haircut, a trim]',
      'en-US: [haircut, haircut]',
      '48:28  "haircut" is in this list twice; keep one',
    ],
    [
      'two ways to write what is heard alike in one list',
      'en-US: [haircut, a trim]',
      'en-US: [haircut, Haircut]',
      '48:28  "Haircut" sounds like "haircut", which is in this list already; keep one',
    ],
    [
      'a phrase that nobody can say',
      'en-US: [haircut, a trim]',
      'en-US: [haircut, "!"]',
      '48:28  "!" has no word that a caller could say',
    ],
    [
      'two entries of knowledge with one id',
      'handover:',
      '  - id: parking\n    question:\n      en-US: [is there parking]\n    answer: { en-US: Yes. }\nhandover:',
      '95:9  "parking" is the id of two entries of knowledge; give each its own',
    ],
    [
      'a choice between nothing',
      PLAYBOOK_TEXT.slice(PLAYBOOK_TEXT.indexOf('    choices:'), PLAYBOOK_TEXT.indexOf('  day:\n')),
      '    choices: {}\n',
      '44:5  fields.reason is a choice of nothing; add at least one choice with its label and phrases',
    ],
    [
      'a country that does not exist',
      'country: US',
      'country: XX',
      '37:14  "XX" is not a country; use its two capital letters, such as US',
    ],
  ];

  it.each(examples)('%s', (_, find, replacement, told) => {
    expect(complaints(playbookWith([find, replacement]))).toEqual([`playbook.yaml:${told}`]);
  });

  it('a language that was added without translations: each text that lacks one', () => {
    const text = playbookWith([
      'tone: friendly }',
      'tone: friendly }\n  es-US: { voice: Lupe, engine: neural, tone: amable }',
    ]);
    const told = complaints(text);
    expect(told).toHaveLength([...PLAYBOOK_TEXT.matchAll(/en-US: (?!\{ voice)/g)].length);
    expect(told[0]).toBe('playbook.yaml:11:1  greeting has no translation to es-US: add one');
  });

  it('a misspelled section: its name, and what is wrong inside it, but nothing for want of it', () => {
    expect(complaints(playbookWith(['\nfields:', '\nfeilds:'], ['type: phone', 'type: phne']))).toEqual([
      'playbook.yaml:29:1  unknown key "feilds"; did you mean "fields"?',
      'playbook.yaml:36:11  "phne" is not a possible type; did you mean "phone"?',
    ]);
  });

  it('a field that look-up and tool need and nobody collects: once, and where a text asks for it', () => {
    expect(
      complaints(playbookWith(['[reason, day, time, name, phone]', '[reason, time, name, phone]'])),
    ).toEqual([
      'playbook.yaml:67:13  find_free_slots needs a field of type date, and goals.book collects none; add "day" to collect',
      'playbook.yaml:68:23  nothing is known as {day} in goals.book.confirm.en-US; here you can use {reason}, {time}, {name}, {phone}, {company}, {agent}',
    ]);
  });

  it('a misspelled field of a goal: where it stands, and not again in the texts that say it', () => {
    expect(
      complaints(playbookWith(['[reason, day, time, name, phone]', '[reason, day, time, nmae, phone]'])),
    ).toEqual(['playbook.yaml:66:34  there is no field "nmae"; did you mean "name"?']);
  });

  it('a text with a field that is asked for only under a condition: that it may be missing', () => {
    const list = '    collect: [reason, day, time, name, phone]\n';
    const only = '    only: { reason: { field: nothing } }\n';
    expect(complaints(playbookWith([list, `${list}${only}`])).map((line) => line.split('  ')[1])).toEqual([
      'there is no field "nothing"; the fields are name, phone, reason, day, time',
      '{reason} may be missing in goals.book.confirm.en-US: not every call has asked for it by then; take it out, or ask for it on every way',
      'book_appointment needs a field of type choice or text, and goals.book asks for "reason" only under a condition; take it out of only',
    ]);
  });

  it('many things at once: all of them, in the order of the file', () => {
    const text = playbookWith(
      ['America/Chicago', 'America/Chicgo'],
      ['  turns: 100', '  turns: many'],
      ['collect: [phone]', 'collect: [phon]'],
      ['greeting:', 'grreting:'],
    );
    expect(complaints(text).map((line) => line.split('  ')[0])).toEqual([
      'playbook.yaml:7:11',
      'playbook.yaml:10:1',
      'playbook.yaml:75:15',
      'playbook.yaml:126:10',
    ]);
  });
});
