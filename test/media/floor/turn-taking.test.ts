import { describe, expect, it } from 'vitest';
import { ANY_WORDS_WAIT_MS, SETTLED_WORDS_MS } from '../../../media/floor/limits.ts';
import { done, say } from '../../builders/fake-services.ts';
import { committed, greetedCall, MS_PER_CHARACTER, newCall } from '../../builders/floor-call.ts';

describe('taking turns', () => {
  it('begins a call with a turn for the greeting and waits when it has been played', () => {
    const call = newCall();
    const variables = { campaign: 'spring' };
    call.put({ type: 'call-started', playbook: 'dental', from: '+12065550100', variables });
    expect(call.asked[0]?.request).toMatchObject({
      cause: 'call-started',
      turn: 1,
      mode: 'commit',
      playbook: 'dental',
      from: '+12065550100',
      variables,
    });
    call.answer([say('Hello.'), done(1)]);
    call.pass(10);
    expect(call.shown).not.toContainEqual({ type: 'waiting', expect: { kind: 'open' } });
    call.pass('Hello.'.length * MS_PER_CHARACTER);
    expect(call.shown).toContainEqual({ type: 'waiting', expect: { kind: 'open' } });
  });

  it('listens in the language of the first sentence when the line named none', () => {
    const call = newCall();
    call.put({ type: 'call-started', playbook: 'dental' });
    call.answer([say('Hello.')]);
    expect(call.effects).toContainEqual({ type: 'listen-in', locale: 'en-US' });
  });

  it('takes a turn though the recogniser took back the only word it had heard', () => {
    const call = greetedCall({ thinksAhead: false });
    call.words('yes', { endMs: call.nowMs });
    call.words('', { endMs: call.nowMs });
    call.pass(ANY_WORDS_WAIT_MS);
    expect(committed(call).at(-1)).toMatchObject({ cause: 'caller-said', said: { text: '' } });
  });

  it('does not spend a model call on half a sentence while the caller still speaks', () => {
    const call = greetedCall();
    call.voice(true);
    call.words("I'd like to book a");
    call.pass(SETTLED_WORDS_MS);
    expect(call.asked.map(({ request }) => request.mode)).not.toContain('speculate');

    call.words("I'd like to book a cleaning on Tuesday.");
    call.pass(SETTLED_WORDS_MS);
    expect(call.asked.at(-1)?.request.mode).toBe('speculate');
  });

  it('thinks ahead as soon as the caller has stopped and commits with the draft', () => {
    const call = greetedCall();
    call.callerSays('I need an appointment.');
    expect(call.asked.at(-1)?.request).toMatchObject({ mode: 'speculate', turn: 2 });
    call.answer([say('Sure.'), done(2, { kept: true })]);
    expect(call.spoken).toEqual(['Hello.']);
    call.pass(300);
    expect(call.asked.at(-1)?.request).toMatchObject({
      mode: 'commit',
      turn: 2,
      cause: 'caller-said',
      said: { text: 'I need an appointment.', locale: 'en-US' },
      draft: { kept: true },
    });
    expect(call.spoken).toEqual(['Hello.', 'Sure.']);
  });

  it('has audio made of the first sentence that it thought ahead, as soon as the caller is silent', () => {
    const call = greetedCall();
    call.callerSays('I need an appointment.');
    call.answer([say('Sure.'), say('One moment.')]);
    expect(call.prepared).toEqual(['Sure.']);
  });

  it('has no audio made while the caller is still heard: their words may change', () => {
    const call = greetedCall();
    call.voice(true);
    call.words("I'd like to book a cleaning on Tuesday.");
    call.pass(SETTLED_WORDS_MS);
    call.answer([say('Sure.'), done(2, {})]);
    expect(call.prepared).toEqual([]);
    call.voice(false);
    expect(call.prepared).toEqual(['Sure.']);
  });

  it('speaks what a draft brought and then what the committed turn adds, each once', () => {
    const call = greetedCall();
    call.callerSays('I need an appointment.');
    call.answer([say('Sure.'), say('One moment.'), done(2, {})]);
    call.pass(300);
    call.answer([say('Sure.'), say('That is booked.'), done(2)]);
    call.pass(4_000);
    expect(call.spoken).toEqual(['Hello.', 'Sure.', 'One moment.', 'Sure.', 'That is booked.']);
  });

  it('does not repeat a draft when its turn is asked again and was stored the first time', () => {
    const call = greetedCall();
    call.callerSays('I need an appointment.');
    call.answer([say('Sure.'), say('One moment.'), done(2, {})]);
    call.pass(300);
    call.put({ type: 'brain-failed', request: call.asked.at(-1)?.id ?? 0, message: 'gone' });
    call.pass(300);
    call.answer([say('Sure.'), say('One moment.'), say('That is booked.'), done(2)]);
    call.pass(4_000);
    expect(call.spoken).toEqual(['Hello.', 'Sure.', 'One moment.', 'That is booked.']);
  });

  it('does and expects what the draft said, since the committed turn does not say it again', () => {
    const call = greetedCall();
    call.callerSays('That is all, goodbye.');
    call.answer([
      say('Goodbye.'),
      { type: 'do', do: { action: 'hang-up', reason: 'agent-hung-up' } },
      { type: 'expect', expect: { kind: 'nothing' } },
      done(2, {}),
    ]);
    call.pass(300);
    call.answer([done(2)]);
    expect(call.state.answer?.expect).toEqual({ kind: 'nothing' });
    call.pass(1_000);
    expect(call.spoken.at(-1)).toBe('Goodbye.');
    expect(committed(call).at(-1)).toMatchObject({ cause: 'call-ended', reason: 'agent-hung-up' });
  });

  it('speaks an adopted speculation before it is done, and commits once it is', () => {
    const call = greetedCall();
    call.callerSays('I need an appointment.');
    const speculative = call.asked.at(-1)?.id;
    call.answer([say('Sure.')]);
    call.pass(300);
    expect(call.spoken).toEqual(['Hello.', 'Sure.']);
    expect(committed(call)).toHaveLength(1);
    call.answer([say('When?'), done(2, { kept: true })], speculative);
    expect(committed(call).at(-1)).toMatchObject({ turn: 2, draft: { kept: true } });
  });

  it('thinks again when the caller goes on, and gives the first thought up', () => {
    const call = greetedCall();
    call.callerSays('I need an appointment.', { segment: 'a' });
    const first = call.asked.at(-1)?.id;
    call.pass(50);
    call.voice(true);
    call.pass(300);
    call.words('I need an appointment. On Friday', { segment: 'a' });
    expect(call.effects).toContainEqual({ type: 'cancel', id: first });
    call.voice(false);
    call.answer([done(2)]);
    call.pass(700);
    expect(committed(call).at(-1)).toMatchObject({
      turn: 2,
      said: { text: 'I need an appointment. On Friday' },
    });
    expect(committed(call)).toHaveLength(2);
  });

  it('commits plainly when the thought was never finished, failed or was refused', () => {
    for (const outcome of ['failed', 'refused'] as const) {
      const call = greetedCall();
      call.callerSays('I need an appointment.');
      const request = call.asked.at(-1)?.id ?? 0;
      if (outcome === 'failed') call.put({ type: 'brain-failed', request, message: 'gone' });
      else call.answer([{ type: 'refused', code: 'stale-draft', message: 'no' }]);
      call.pass(300);
      expect(committed(call).at(-1)).toMatchObject({ turn: 2, cause: 'caller-said' });
      expect(committed(call).at(-1)).not.toHaveProperty('draft');
    }
  });

  it('keeps what was spoken of a thought that broke off and does not repeat it', () => {
    const call = greetedCall();
    call.callerSays('I need an appointment.');
    const speculative = call.asked.at(-1)?.id ?? 0;
    call.answer([say('Sure.')]);
    call.pass(300);
    call.put({ type: 'brain-failed', request: speculative, message: 'gone' });
    call.answer([say('Sure.'), say('Which day?'), done(2)]);
    call.pass(2_000);
    expect(call.spoken).toEqual(['Hello.', 'Sure.', 'Which day?']);
  });

  it('drops unspoken sentences of a broken thought when the committed answer is another', () => {
    const call = greetedCall();
    call.callerSays('I need an appointment.');
    const speculative = call.asked.at(-1)?.id ?? 0;
    call.answer([say('Sure.'), say('Never said.')]);
    call.pass(260);
    call.put({ type: 'brain-failed', request: speculative, message: 'gone' });
    call.answer([say('Sure.'), say('Which day?'), done(2)]);
    call.pass(2_000);
    expect(call.spoken).toEqual(['Hello.', 'Sure.', 'Which day?']);
  });

  it('sends a turn without its draft when the draft is stale', () => {
    const call = greetedCall();
    call.callerSays('I need an appointment.');
    call.answer([say('Sure.'), done(2, { kept: true })]);
    call.pass(300);
    call.answer([{ type: 'refused', code: 'stale-draft', message: 'too old' }]);
    expect(call.asked.at(-1)?.request).toMatchObject({ turn: 2, mode: 'commit' });
    expect(call.asked.at(-1)?.request).not.toHaveProperty('draft');
  });

  it('tells the brain with the next turn that the answer was heard to its end, and how fast it came', () => {
    const call = greetedCall();
    call.callerSays('I need an appointment.');
    const endMs = call.nowMs;
    call.answer([say('Sure.'), done(2, {})]);
    call.pass(250);
    expect(call.spoken).toContain('Sure.');
    call.answer([done(2)]);
    call.pass(1_000);
    call.callerSays('On Friday.');
    expect(call.asked.at(-1)?.request.played).toMatchObject({
      turn: 2,
      heard: 'Sure.',
      complete: true,
      latency: { endpointingMs: 250, transcriptMs: 0, firstSentenceMs: -250, firstAudioMs: 250 },
    });
    expect(call.nowMs).toBeGreaterThan(endMs);
  });
});

describe('the end of a turn', () => {
  it('waits for the last words, which come later than the sound', () => {
    const call = greetedCall({ thinksAhead: false });
    call.voice(true);
    call.pass(2_000);
    const startMs = call.nowMs - 2_000;
    call.words('I need an', { startMs, endMs: startMs + 800, segment: 'a' });
    call.voice(false);
    call.pass(650);
    expect(committed(call)).toHaveLength(1);
    call.words('I need an appointment tomorrow.', { startMs, endMs: startMs + 1_950, segment: 'a' });
    call.pass(5);
    expect(committed(call).at(-1)).toMatchObject({ said: { text: 'I need an appointment tomorrow.' } });
  });

  it('does not wait for last words for ever', () => {
    const call = greetedCall({ thinksAhead: false });
    call.voice(true);
    call.pass(2_000);
    call.words('I need', { startMs: call.nowMs - 2_000, endMs: call.nowMs - 1_200 });
    call.voice(false);
    call.pass(900);
    expect(committed(call).at(-1)).toMatchObject({ said: { text: 'I need' } });
  });

  it('does not wait for the final result', () => {
    const call = greetedCall({ thinksAhead: false });
    call.callerSays('Yes please.');
    call.pass(450);
    expect(committed(call).at(-1)).toMatchObject({ said: { text: 'Yes please.' } });
  });

  it('makes nothing of a final result that repeats the words of a decided turn', () => {
    const call = greetedCall({ thinksAhead: false });
    call.callerSays('Tomorrow please.', { segment: 'a' });
    call.pass(450);
    call.answer([done(2)]);
    const endMs = call.nowMs - 450;
    const startMs = endMs - 'Tomorrow please.'.length * MS_PER_CHARACTER;
    for (const final of [true, true, false])
      call.words('Tomorrow, please.', { segment: 'a', final, startMs, endMs });
    call.pass(3_000);
    expect(committed(call).filter(({ cause }) => cause === 'caller-said')).toHaveLength(1);
  });

  it('takes only the new words of a segment that reaches over the end of a turn', () => {
    const call = greetedCall({ thinksAhead: false });
    call.callerSays('I need an appointment.', { segment: 'a' });
    const startMs = call.nowMs - 'I need an appointment.'.length * MS_PER_CHARACTER;
    const endMs = call.nowMs;
    call.pass(450);
    call.answer([done(2)]);
    call.voice(true);
    const againMs = call.nowMs;
    call.pass(600);
    call.put({
      type: 'words',
      transcript: {
        segment: 'a',
        isFinal: false,
        words: [
          { text: 'I', startMs, endMs: startMs + 100, stable: true },
          { text: 'need an appointment', startMs: startMs + 100, endMs, stable: true },
          { text: 'on Friday.', startMs: againMs, endMs: call.nowMs, stable: false },
        ],
      },
    });
    call.voice(false);
    call.pass(700);
    expect(committed(call).at(-1)).toMatchObject({ turn: 3, said: { text: 'on Friday.' } });
  });

  it('hears words for which the voice detector saw no sound', () => {
    const call = greetedCall({ thinksAhead: false });
    call.pass(1_000);
    call.words('Hello?', { startMs: call.nowMs - 400, endMs: call.nowMs - 100 });
    call.pass(500);
    expect(committed(call).at(-1)).toMatchObject({ said: { text: 'Hello?' } });
  });

  it('asks the brain about long speech in which no words were recognised', () => {
    const call = greetedCall({ thinksAhead: false });
    call.voice(true);
    call.pass(1_500);
    call.voice(false);
    call.pass(2_000);
    expect(committed(call).at(-1)).toMatchObject({ cause: 'caller-said', said: { text: '' } });
  });

  it('makes nothing of a short noise', () => {
    const call = greetedCall({ thinksAhead: false });
    call.voice(true);
    call.pass(200);
    call.voice(false);
    call.pass(3_000);
    expect(committed(call)).toHaveLength(1);
    expect(call.state.utterance).toBeUndefined();
  });
});
