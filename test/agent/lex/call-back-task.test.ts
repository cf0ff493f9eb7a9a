import { describe, expect, it } from 'vitest';
import { telephonePhrase } from '../../../agent/conversation/telephone-phrases.ts';
import { callBackTask } from '../../../agent/lex/call-back-task.ts';
import { aHookDesk, aLexCall } from '../../builders/a-lex-call.ts';
import { aPlaybook } from '../../builders/a-playbook.ts';

async function stateAfter(...words: string[]) {
  const call = aLexCall(aHookDesk(), '+12065550137');
  await call.enter();
  for (const each of words) await call.say(each);
  return call.state();
}

describe('the task of a promise to call back', () => {
  it('has the number, the reference that the caller was told, and what the call was about', async () => {
    const state = await stateAfter("i'd like to book a cleaning");
    const task = callBackTask(state);
    expect(task?.number).toBe('+12065550137');
    expect(task?.ticket).toMatch(/^\d{6}$/);
    expect(task?.name).toBe(`Call back +12065550137, reference ${task?.ticket}`);
    expect(task?.text).toContain('wants: book');
    expect(task?.text).toContain(state.callId);
  });

  it('takes the number that the caller gave before the one they called from', async () => {
    const told = await stateAfter(
      "i'd like to book a cleaning next tuesday at three",
      'maria lopez',
      'two oh six five five five oh one two two',
    );
    expect(callBackTask(told)?.number).toBe('+12065550122');
  });

  it('is none when nobody knows a number', async () => {
    const { from: _withheld, ...state } = await stateAfter();
    expect(callBackTask(state)).toBeUndefined();
  });

  it('fits what Connect takes, whatever the call was about', async () => {
    const state = await stateAfter();
    const fields = Object.fromEntries(
      Array.from({ length: 40 }, (_, index) => [
        `field-${index}`,
        { value: 'x', spoken: 'y'.repeat(200), confirmed: true, turn: 1 },
      ]),
    );
    const task = callBackTask({ ...state, fields });
    expect(task?.text.length).toBeLessThanOrEqual(4_096);
    expect(task?.name.length).toBeLessThanOrEqual(512);
  });
});

describe('the words of a promise to call back', () => {
  const callBack = {
    'en-US': 'Nobody is here. Your number is {ticket}, please keep it! {company} calls you back.',
  };

  it('read the reference out digit by digit', () => {
    expect(telephonePhrase(aPlaybook({ telephone: { callBack } }), 'en-US', 'callBack', '042')).toBe(
      'Nobody is here. Your number is 0 4 2, please keep it! Elm Street Dental calls you back.',
    );
  });

  it('leave the sentence of the reference out where there is none', () => {
    expect(telephonePhrase(aPlaybook({ telephone: { callBack } }), 'en-US', 'callBack')).toBe(
      'Nobody is here. Elm Street Dental calls you back.',
    );
  });
});
