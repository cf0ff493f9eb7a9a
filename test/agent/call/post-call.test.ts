import { describe, expect, it } from 'vitest';
import { headerOf } from '../../../adapters/dynamodb/call-header.ts';
import { postCallFields } from '../../../agent/call/post-call.ts';
import { aDesk } from '../../builders/a-desk.ts';
import { aPlaybook } from '../../builders/a-playbook.ts';
import { callEnded, callerSaid, callStarted } from '../../builders/a-turn-request.ts';
import { complaints, playbookWith } from '../../builders/playbook-text.ts';

const POST_CALL = {
  came_to: { type: 'text', description: 'What the call came to.', fact: 'outcome' },
  seconds: { type: 'number', description: 'How long it took.', fact: 'duration-seconds' },
  language: { type: 'text', description: 'In which language.', fact: 'language' },
  person: { type: 'yes-no', description: 'Whether a person took over.', fact: 'handed-over' },
  caller_name: { type: 'text', description: 'Who called.', field: 'name' },
  phone: { type: 'text', description: 'Their number.', field: 'phone' },
  mood: { type: 'choice', description: 'How did the caller feel at the end?', options: ['glad', 'cross'] },
} as const;

function aDeskWithPostCall() {
  const playbook = aPlaybook({
    postCall: { ...POST_CALL, mood: { ...POST_CALL.mood, options: ['glad', 'cross'] } },
  });
  const understand = ({ text }: { text: string }) => ({
    fields: text.includes('Ann') ? { name: { value: 'Ann Lee', spoken: 'Ann Lee' } } : {},
    problems: [],
  });
  return aDesk({ playbook, understand });
}

describe('the post-call fields', () => {
  it('stand in the last state, in the header and in call.ended; what is not known or needs judging is absent', async () => {
    const desk = aDeskWithPostCall();
    await desk.take(callStarted());
    desk.passMs(40_400);
    await desk.take(callerSaid(2, 'this is Ann Lee'));
    await desk.take(callEnded(3, 'caller-hung-up'));
    const [, talking, last] = desk.store.records;
    expect(talking?.state.postCall).toBeUndefined();
    const told = {
      came_to: 'caller-hung-up',
      seconds: '40',
      language: 'en-US',
      person: 'no',
      caller_name: 'Ann Lee',
    };
    expect(last?.state.postCall).toEqual(told);
    expect(last?.events.at(-1)).toMatchObject({ type: 'call.ended', data: { postCall: told } });
    expect(last && headerOf(last.state).postCall).toEqual(told);
  });

  it('are none where the playbook asks for none', async () => {
    const desk = aDesk();
    await desk.take(callStarted());
    const state = desk.store.records[0]?.state;
    expect(state && postCallFields(state, {})).toBeUndefined();
  });
});

describe('the check of post-call fields', () => {
  const written = (field: string) =>
    complaints(playbookWith(['limits:\n', `postCall:\n  one: ${field}\nlimits:\n`]));

  it.each([
    ['a copy of a field', '{ type: text, description: Who., field: name }'],
    ['an analysis', '{ type: choice, description: How was it?, options: [good, bad] }'],
  ])('takes %s', (_, field) => {
    expect(written(field)).toEqual([]);
  });

  it.each([
    [
      'a field that is not there',
      '{ type: text, description: Who., field: nmae }',
      /no field "nmae"; did you mean "name"/,
    ],
    ['two sources', '{ type: text, description: Who., field: name, fact: outcome }', /not both; keep one/],
    ['a choice of nothing', '{ type: choice, description: How? }', /add options/],
    [
      'options of a number',
      '{ type: number, description: How?, options: [a, b] }',
      /options belong to a choice/,
    ],
    [
      'a fact that calls do not have',
      '{ type: text, description: How?, fact: outcom }',
      /did you mean "outcome"/,
    ],
  ])('tells of %s', (_, field, told) => {
    expect(written(field)).toEqual([expect.stringMatching(told)]);
  });
});
