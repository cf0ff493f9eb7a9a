import { describe, expect, it } from 'vitest';
import { done, say } from '../../builders/fake-services.ts';
import { committed, greetedCall, newCall } from '../../builders/floor-call.ts';

describe('silence', () => {
  it('is reported after the patience that the brain asked for, counted from the end of playback', () => {
    const call = greetedCall();
    call.put({ type: 'typed', text: 'Hm.' });
    call.answer([
      say('Take your time.'),
      { type: 'expect', expect: { kind: 'open' }, patienceMs: 3_000 },
      done(2),
    ]);
    call.pass('Take your time.'.length * 50 + 2_990);
    expect(committed(call)).toHaveLength(2);
    call.pass(20);
    expect(committed(call).at(-1)).toMatchObject({ cause: 'caller-silent', turn: 3, silentMs: 3_000 });
  });

  it('is broken by speech', () => {
    const call = greetedCall({ thinksAhead: false });
    call.pass(7_500);
    call.callerSays('Let me see.');
    call.pass(700);
    expect(committed(call).at(-1)).toMatchObject({ cause: 'caller-said' });
  });

  it('is not put off for ever by noises', () => {
    const call = greetedCall();
    for (let n = 0; n < 8; n++) {
      call.voice(true);
      call.pass(100);
      call.voice(false);
      call.pass(2_900);
    }
    expect(committed(call).some(({ cause }) => cause === 'caller-silent')).toBe(true);
  });
});

describe('keys', () => {
  it('cause a turn at once when no digits were asked for', () => {
    const call = greetedCall();
    call.put({ type: 'keyed', keys: '1' });
    expect(committed(call).at(-1)).toMatchObject({ cause: 'caller-keyed', keys: '1' });
  });

  it('are collected where digits were asked for, until a gap', () => {
    const call = greetedCall({ expect: { kind: 'digits', field: 'phone' } });
    for (const key of '2065') {
      call.put({ type: 'keyed', keys: key });
      call.pass(500);
    }
    expect(committed(call)).toHaveLength(1);
    call.pass(2_000);
    expect(committed(call).at(-1)).toMatchObject({ cause: 'caller-keyed', keys: '2065' });
  });

  it('are collected until the hash key', () => {
    const call = greetedCall({ expect: { kind: 'digits', field: 'phone' } });
    call.put({ type: 'keyed', keys: '20' });
    call.put({ type: 'keyed', keys: '65#' });
    expect(committed(call).at(-1)).toMatchObject({ keys: '2065#' });
  });
});

describe('a brain in trouble', () => {
  it('is asked the same turn once more', () => {
    const call = greetedCall();
    call.put({ type: 'typed', text: 'Hello?' });
    call.put({ type: 'brain-failed', request: call.asked.at(-1)?.id ?? 0, message: 'gone' });
    call.pass(300);
    expect(committed(call).slice(1)).toMatchObject([
      { turn: 2, said: { text: 'Hello?' } },
      { turn: 2, said: { text: 'Hello?' } },
    ]);
    call.answer([say('Yes?'), done(2)]);
    call.pass(100);
    expect(call.spoken).toEqual(['Hello.', 'Yes?']);
  });

  it('is asked once more when it sends nothing at all', () => {
    const call = greetedCall();
    call.put({ type: 'typed', text: 'Hello?' });
    const first = call.asked.at(-1)?.id;
    call.pass(10_300);
    expect(call.effects).toContainEqual({ type: 'cancel', id: first });
    expect(committed(call)).toHaveLength(3);
  });

  it('does not make the agent repeat what it said before the answer broke off', () => {
    const call = greetedCall();
    call.put({ type: 'typed', text: 'When?' });
    call.answer([say('Let me see.')]);
    call.put({ type: 'brain-failed', request: call.asked.at(-1)?.id ?? 0, message: 'gone' });
    call.pass(300);
    call.answer([say('Let me see.'), say('Friday.'), done(2)]);
    call.pass(2_000);
    expect(call.spoken).toEqual(['Hello.', 'Let me see.', 'Friday.']);
  });

  it('ends the call with an apology when it fails again, and reports the last answer that was heard', () => {
    const call = greetedCall();
    call.put({ type: 'typed', text: 'Hello?' });
    for (let n = 0; n < 2; n++) {
      call.put({ type: 'brain-failed', request: call.asked.at(-1)?.id ?? 0, message: 'gone' });
      call.pass(300);
    }
    expect(call.spoken.at(-1)).toMatch(/sorry/);
    call.pass(10_000);
    expect(committed(call).at(-1)).toMatchObject({
      cause: 'call-ended',
      turn: 2,
      reason: 'turn-failed',
      played: { turn: 1, heard: 'Hello.' },
    });
  });

  it('takes the next number for the end of the call when the lost turn turns out to be stored', () => {
    const call = greetedCall();
    call.put({ type: 'line-over', reason: 'line-lost' });
    expect(committed(call).at(-1)).toMatchObject({ turn: 2, cause: 'call-ended' });
    call.answer([{ ...done(2), ...{ replayed: true } }]);
    expect(committed(call).at(-1)).toMatchObject({ turn: 3, cause: 'call-ended' });
    call.answer([done(3)]);
    expect(call.state.phase).toBe('ended');
  });

  it('refuses the call when the first turn is refused: nothing is recorded', () => {
    const call = newCall();
    call.put({ type: 'call-started', playbook: 'nonsense' });
    call.answer([{ type: 'refused', code: 'unknown-playbook', message: 'none' }]);
    expect(committed(call)).toHaveLength(1);
    expect(call.effects).toContainEqual({ type: 'close', reason: 'turn-failed', detail: 'unknown-playbook' });
  });
});

describe('the end of a call', () => {
  it('is committed with its reason and with what was heard', () => {
    const call = greetedCall();
    call.put({ type: 'typed', text: 'Tell me all.' });
    call.answer([say('There is a lot to tell.'), done(2)]);
    call.pass(500);
    call.put({ type: 'line-over', reason: 'line-lost', detail: 'the connection was lost' });
    expect(committed(call).at(-1)).toMatchObject({
      cause: 'call-ended',
      turn: 3,
      reason: 'line-lost',
      detail: 'the connection was lost',
      played: { turn: 2, heard: 'There is a', complete: false },
    });
  });

  it('waits for the turn that is under way', () => {
    const call = greetedCall();
    call.put({ type: 'typed', text: 'Book it.' });
    call.put({ type: 'line-over', reason: 'caller-hung-up' });
    expect(committed(call)).toHaveLength(2);
    call.answer([say('Booked.'), done(2)]);
    expect(committed(call).at(-1)).toMatchObject({ cause: 'call-ended', turn: 3 });
    expect(call.spoken).toEqual(['Hello.']);
  });

  it('commits a turn that was decided on a thought still under way', () => {
    const call = greetedCall();
    call.callerSays('I need an appointment.');
    call.pass(300);
    call.put({ type: 'line-over', reason: 'caller-hung-up' });
    expect(committed(call).at(-1)).toMatchObject({ cause: 'caller-said', turn: 2 });
    call.answer([done(2)]);
    expect(committed(call).at(-1)).toMatchObject({ cause: 'call-ended', turn: 3 });
  });

  it('comes even if the brain never answers again', () => {
    const call = greetedCall();
    call.put({ type: 'line-over', reason: 'caller-hung-up' });
    call.pass(25_000);
    expect(call.state.phase).toBe('ended');
  });

  it('comes after an hour, and the brain is told a minute before', () => {
    const call = greetedCall({ thinksAhead: false });
    call.put({ type: 'typed', text: 'Hello?' });
    call.answer([{ type: 'expect', expect: { kind: 'nothing' }, patienceMs: 10_000_000 }, done(2)]);
    call.passUntil(59 * 60_000 + 10);
    expect(committed(call).at(-1)).toMatchObject({ cause: 'time-nearly-up', leftMs: 60_000 });
    call.answer([
      say('We must end soon.'),
      { type: 'expect', expect: { kind: 'open' }, patienceMs: 10_000_000 },
      done(3),
    ]);
    call.passUntil(60 * 60_000 + 10);
    expect(committed(call).at(-1)).toMatchObject({ cause: 'call-ended', reason: 'time-limit' });
  });
});
