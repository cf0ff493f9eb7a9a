import { describe, expect, it } from 'vitest';
import { type CallView, fold, noCall } from '../../console/src/call/view.ts';
import type { FromService } from '../../media/lines/protocol.ts';

const CALL = '7d2c3a52-3f7e-4f9e-9f6b-0d7a8d3f1c11';

function afterwards(...messages: FromService[]): CallView {
  return messages.reduce(fold, noCall);
}
const say = (turn: number, text: string): FromService => ({
  type: 'answer',
  turn,
  event: { type: 'say', text, locale: 'en-US', opener: false, voice: { id: 'Joanna', engine: 'neural' } },
});

describe('the call on screen', () => {
  it('shows the talk in the order of its turns', () => {
    const view = afterwards(
      { type: 'started', callId: CALL, playbook: 'dental-appointments', locale: 'en-US' },
      say(1, 'Hello.'),
      { type: 'hearing', turn: 2, text: 'i would like', final: false },
      { type: 'hearing', turn: 2, text: 'i would like an appointment', final: true },
      say(2, 'Sure.'),
      say(2, 'What for?'),
    );

    expect(view.phase).toBe('talking');
    expect(view.turns.map(({ caller, sentences }) => [caller?.text, sentences.join(' ')])).toEqual([
      [undefined, 'Hello.'],
      ['i would like an appointment', 'Sure. What for?'],
    ]);
  });

  it('keeps what the caller heard of an answer that was cut short', () => {
    const view = afterwards(say(1, 'One two three four.'), {
      type: 'interrupted',
      turn: 1,
      heard: 'One two',
    });

    expect(view.turns[0]?.heard).toBe('One two');
  });

  it('turns a started tool into a finished one instead of listing it twice', () => {
    const tool = (status: 'started' | 'finished', ms?: number): FromService => ({
      type: 'answer',
      turn: 3,
      event: { type: 'tool', name: 'find_free_slots', status, ...(ms === undefined ? {} : { ms }) },
    });

    expect(afterwards(tool('started'), tool('finished', 12)).turns[0]?.tools).toEqual([
      { type: 'tool', name: 'find_free_slots', status: 'finished', ms: 12 },
    ]);
  });

  it('says why the call is over', () => {
    const view = afterwards({ type: 'ended', reason: 'caller-hung-up' });

    expect([view.phase, view.outcome]).toEqual(['ended', 'caller hung up']);
  });

  it('shows where in the contact flow the call is', () => {
    const view = afterwards(
      { type: 'flow', flow: 'Parley dental', block: 'enter', action: 'InvokeLambdaFunction' },
      { type: 'flow', flow: 'Parley dental', block: 'talk', action: 'ConnectParticipantWithLexBot' },
    );

    expect(view.place).toEqual({
      flow: 'Parley dental',
      block: 'talk',
      action: 'ConnectParticipantWithLexBot',
    });
  });
});
