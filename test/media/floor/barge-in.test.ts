import { describe, expect, it } from 'vitest';
import { done, say } from '../../builders/fake-services.ts';
import { committed, type FloorCall, greetedCall, MS_PER_CHARACTER } from '../../builders/floor-call.ts';

const LONG = 'We have free times on Monday, on Tuesday and on Thursday afternoon.';

/** A call in which the agent is a second into a long sentence. */
function speakingCall(options: Parameters<typeof greetedCall>[0] = {}): FloorCall {
  const call = greetedCall({ thinksAhead: false, ...options });
  call.put({ type: 'typed', text: 'When are you free?' });
  call.answer([say(LONG), say('Which day suits you?'), ...expected(options), done(2)]);
  call.pass(1_000);
  return call;
}

function expected(
  options: Parameters<typeof greetedCall>[0],
): { type: 'expect'; expect: { kind: 'yes-no' } }[] {
  return options?.expect?.kind === 'yes-no' ? [{ type: 'expect', expect: { kind: 'yes-no' } }] : [];
}

function effectTypes(call: FloorCall): string[] {
  return call.effects.map(({ type }) => type);
}

describe('a caller who speaks while the agent does', () => {
  it('makes the agent quieter with the first sound', () => {
    const call = speakingCall();
    call.voice(true);
    expect(effectTypes(call)).toContain('duck');
    expect(call.isAudible).toBe(true);
  });

  it('stops the agent with the first word that is more than a back-channel', () => {
    const call = speakingCall();
    call.voice(true);
    call.pass(300);
    call.words('no wait');
    expect(call.isAudible).toBe(false);
    expect(call.effects).toContainEqual({ type: 'stop' });
  });

  it('is told to the brain with what was heard and how long the agent took to be silent', () => {
    const call = speakingCall();
    call.voice(true);
    call.pass(300);
    call.words('no wait');
    call.voice(false);
    call.pass(700);
    const heardCharacters = 1_300 / MS_PER_CHARACTER;
    const { played } = committed(call).at(-1) ?? {};
    expect(played).toMatchObject({ turn: 2, heard: 'We have free times on', complete: false, yieldMs: 300 });
    expect(LONG.slice(0, heardCharacters).startsWith(played?.heard ?? '?')).toBe(true);
    expect(call.shown).toContainEqual({ type: 'interrupted', turn: 2, heard: 'We have free times on' });
  });

  it('silences the agent after half a second even before there are words', () => {
    const call = speakingCall();
    call.voice(true);
    call.pass(499);
    expect(call.isAudible).toBe(true);
    call.pass(1);
    expect(call.isAudible).toBe(false);
  });

  it('lets the agent go on where it stopped when the sound was none of speech', () => {
    const call = speakingCall();
    call.voice(true);
    call.pass(700);
    call.voice(false);
    expect(call.isAudible).toBe(false);
    call.pass(600);
    expect(call.isAudible).toBe(true);
    call.pass(LONG.length * MS_PER_CHARACTER + 2_000);
    expect(call.spoken).toEqual(['Hello.', LONG, 'Which day suits you?']);
    expect(committed(call)).toHaveLength(2);
  });

  it('does not stop the agent with a back-channel', () => {
    const call = speakingCall();
    call.voice(true);
    call.pass(300);
    call.words('Mm-hm, okay.', { final: true });
    call.voice(false);
    call.pass(100);
    expect(call.isAudible).toBe(true);
    expect(call.effects).toContainEqual({ type: 'unduck' });
    call.pass(10_000);
    expect(committed(call).filter(({ cause }) => cause === 'caller-said')).toHaveLength(1);
  });

  it('takes the floor with a back-channel that goes on into a sentence', () => {
    const call = speakingCall();
    call.voice(true);
    call.pass(300);
    call.words('Yeah', { segment: 'a' });
    expect(call.isAudible).toBe(true);
    call.pass(200);
    call.words('Yeah but not Friday', { segment: 'a' });
    expect(call.isAudible).toBe(false);
  });

  it('answers a yes-or-no question with a yes that would be a back-channel elsewhere', () => {
    const call = speakingCall({ expect: { kind: 'yes-no' } });
    call.voice(true);
    call.pass(250);
    call.words('Yes.');
    call.voice(false);
    call.pass(300);
    expect(committed(call).at(-1)).toMatchObject({ said: { text: 'Yes.' } });
  });

  it('is not the agent’s own echo', () => {
    const call = speakingCall();
    call.voice(true);
    call.pass(300);
    call.words('We have', { segment: 'a' });
    call.pass(150);
    call.words('We have free times', { segment: 'a' });
    expect(call.isAudible).toBe(true);
    call.voice(false);
    call.pass(10_000);
    expect(committed(call).filter(({ cause }) => cause === 'caller-said')).toHaveLength(1);
  });

  it('may answer with one of the agent’s own words', () => {
    const call = speakingCall();
    call.voice(true);
    call.pass(300);
    call.words('Tuesday');
    expect(call.isAudible).toBe(true);
    call.voice(false);
    expect(call.isAudible).toBe(false);
    call.pass(700);
    expect(committed(call).at(-1)).toMatchObject({ said: { text: 'Tuesday' } });
  });
});

describe('a caller who goes on after the end of the turn was decided', () => {
  it('is not answered before having finished, and both halves are committed', () => {
    const call = greetedCall({ thinksAhead: false });
    call.callerSays('I need an appointment.', { segment: 'a', final: true });
    call.pass(260);
    call.voice(true);
    call.pass(50);
    call.answer([say('Which day?'), done(2)]);
    expect(call.spoken).toEqual(['Hello.']);
    call.pass(250);
    call.words('on Friday');
    call.voice(false);
    call.pass(700);
    expect(call.spoken).toEqual(['Hello.']);
    expect(committed(call).slice(1)).toMatchObject([
      { turn: 2, said: { text: 'I need an appointment.' } },
      { turn: 3, said: { text: 'on Friday' }, played: { turn: 2, heard: '', complete: false } },
    ]);
  });

  it('is answered all the same when the sound was a cough', () => {
    const call = greetedCall({ thinksAhead: false });
    call.callerSays('I need an appointment.', { segment: 'a', final: true });
    call.pass(260);
    call.voice(true);
    call.answer([say('Which day?'), done(2)]);
    call.pass(200);
    call.voice(false);
    call.pass(700);
    expect(call.spoken).toEqual(['Hello.', 'Which day?']);
  });

  it('waits with the next turn until the running one is committed', () => {
    const call = greetedCall({ thinksAhead: false });
    call.callerSays('I need an appointment.', { segment: 'a', final: true });
    call.pass(260);
    call.callerSays('No, two appointments.');
    call.pass(700);
    expect(committed(call)).toHaveLength(2);
    call.answer([say('Which day?'), done(2)]);
    expect(committed(call).at(-1)).toMatchObject({ turn: 3, said: { text: 'No, two appointments.' } });
    expect(call.spoken).toEqual(['Hello.']);
  });
});

describe('what is to be done after speaking', () => {
  it('does not cut off the goodbye, whoever speaks into it', () => {
    const call = speakingCall();
    call.pass(10_000);
    call.put({ type: 'typed', text: 'That is all.' });
    call.answer([
      say('Goodbye.'),
      { type: 'do', do: { action: 'hang-up', reason: 'agent-hung-up' } },
      done(3),
    ]);
    call.pass(100);
    call.callerSays('Thanks, bye bye then!');
    call.pass(10_000);
    expect(call.spoken.at(-1)).toBe('Goodbye.');
    expect(committed(call).at(-1)).toMatchObject({
      turn: 4,
      cause: 'call-ended',
      reason: 'agent-hung-up',
      played: { turn: 3, heard: 'Goodbye.', complete: true },
    });
  });

  it('hangs up only after the goodbye has been played', () => {
    const call = greetedCall({ thinksAhead: false });
    call.put({ type: 'typed', text: 'That is all.' });
    call.answer([
      say('Goodbye.'),
      { type: 'do', do: { action: 'hang-up', reason: 'agent-hung-up' } },
      done(2),
    ]);
    call.pass(200);
    expect(committed(call)).toHaveLength(2);
    call.pass(500);
    expect(committed(call).at(-1)).toMatchObject({ cause: 'call-ended' });
    call.answer([done(3)]);
    expect(call.effects.at(-1)).toMatchObject({ type: 'show', message: { type: 'floor', state: 'ended' } });
    expect(call.effects).toContainEqual({ type: 'close', reason: 'agent-hung-up' });
  });

  it('does not transfer a caller who interrupts the announcement of it', () => {
    const call = greetedCall({ thinksAhead: false });
    call.put({ type: 'typed', text: 'A person, please.' });
    const transfer = { action: 'transfer', to: '+12065550100', reason: 'asked', summary: '' } as const;
    call.answer([say('I will put you through now.'), { type: 'do', do: transfer }, done(2)]);
    call.pass(300);
    call.callerSays('No, wait please!');
    call.pass(700);
    expect(committed(call).at(-1)).toMatchObject({ turn: 3, cause: 'caller-said' });
    expect(call.state.phase).toBe('open');
  });

  it('ends the call when the brain had said goodbye to a caller who was talking', () => {
    const call = greetedCall({ thinksAhead: false });
    call.put({ type: 'typed', text: 'That is all.' });
    call.callerSays('Oh, one more thing.');
    call.answer([
      say('Goodbye.'),
      { type: 'do', do: { action: 'hang-up', reason: 'agent-hung-up' } },
      done(2),
    ]);
    call.pass(700);
    call.answer([{ type: 'refused', code: 'call-over', message: 'over' }]);
    expect(call.state.phase).not.toBe('open');
    expect(call.state.ending).toMatchObject({ reason: 'agent-hung-up' });
  });

  it('listens in another language once the switch has been announced', () => {
    const call = greetedCall({ thinksAhead: false });
    call.put({ type: 'typed', text: 'Español?' });
    call.answer([
      say('Un momento.'),
      { type: 'do', do: { action: 'switch-language', locale: 'es-US' } },
      done(2),
    ]);
    expect(call.effects).not.toContainEqual({ type: 'listen-in', locale: 'es-US' });
    call.pass(1_000);
    expect(call.effects).toContainEqual({ type: 'listen-in', locale: 'es-US' });
  });
});
