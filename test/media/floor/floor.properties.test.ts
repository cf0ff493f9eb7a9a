import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AnswerEvent } from '../../../agent/turn/answer.ts';
import { isLeaving } from '../../../media/floor/answer.ts';
import { done, say } from '../../builders/fake-services.ts';
import { committed, type FloorCall, newCall } from '../../builders/floor-call.ts';

/** One thing that can happen on a call. */
type Happening =
  | { what: 'voice' | 'hush' }
  | { what: 'words'; text: string; final: boolean; backMs: number }
  | { what: 'typed'; text: string }
  | { what: 'keyed'; keys: string }
  | { what: 'brain'; which: number; event: 'say' | 'do' | 'expect' | 'done' | 'replayed' | 'stale' | 'fail' }
  | { what: 'time'; ms: number }
  | { what: 'line-over' };

const happening: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom<Happening>({ what: 'voice' }, { what: 'hush' }) },
  {
    weight: 8,
    arbitrary: fc.record({
      what: fc.constant('words' as const),
      text: fc.constantFrom('yes', 'okay', 'I need', 'on Friday please.', 'no wait', 'Which day'),
      final: fc.boolean(),
      backMs: fc.integer({ min: 0, max: 800 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ what: fc.constant('typed' as const), text: fc.constantFrom('hello', ' ') }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ what: fc.constant('keyed' as const), keys: fc.constantFrom('1', '23#') }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      what: fc.constant('brain' as const),
      which: fc.nat(2),
      event: fc.constantFrom(
        'say',
        'say',
        'do',
        'expect',
        'done',
        'done',
        'done',
        'replayed',
        'stale',
        'fail',
      ),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({ what: fc.constant('time' as const), ms: fc.integer({ min: 1, max: 2_500 }) }),
  },
  { weight: 1, arbitrary: fc.constant<Happening>({ what: 'line-over' }) },
);

function happen(call: FloorCall, one: Happening): void {
  switch (one.what) {
    case 'voice':
    case 'hush':
      if (call.state.voice.active !== (one.what === 'voice')) call.voice(one.what === 'voice');
      break;
    case 'words': {
      const endMs = Math.max(0, call.nowMs - one.backMs);
      call.words(one.text, { final: one.final, startMs: Math.max(0, endMs - 300), endMs });
      break;
    }
    case 'typed':
      call.put({ type: 'typed', text: one.text });
      break;
    case 'keyed':
      call.put({ type: 'keyed', keys: one.keys });
      break;
    case 'brain':
      answerOne(call, one.which, one.event);
      break;
    case 'time':
      call.pass(one.ms);
      break;
    case 'line-over':
      call.put({ type: 'line-over', reason: 'line-lost' });
      break;
  }
}

function answerOne(
  call: FloorCall,
  which: number,
  event: Extract<Happening, { what: 'brain' }>['event'],
): void {
  const ask = call.asked.at(-1 - which);
  if (ask === undefined) return;
  if (event === 'fail') call.put({ type: 'brain-failed', request: ask.id, message: 'gone' });
  else call.answer([eventOf(event, ask.request.turn, ask.request.mode === 'speculate')], ask.id);
}

function eventOf(
  event: 'say' | 'do' | 'expect' | 'done' | 'replayed' | 'stale',
  turn: number,
  speculative: boolean,
): AnswerEvent {
  switch (event) {
    case 'say':
      return say(`Which day, in turn ${turn}?`);
    case 'do':
      return { type: 'do', do: { action: 'switch-language', locale: 'es-US' } };
    case 'expect':
      return { type: 'expect', expect: { kind: 'yes-no' } };
    case 'done':
      return done(turn, speculative ? { turn } : undefined);
    case 'replayed':
      return { ...done(turn), ...{ replayed: true } };
    case 'stale':
      return { type: 'refused', code: 'stale-draft', message: 'old' };
  }
}

function playedCall(happenings: readonly Happening[], after: (call: FloorCall) => void): FloorCall {
  const call = newCall();
  call.put({ type: 'call-started', playbook: 'dental', locale: 'en-US' });
  call.answer([say('Hello.'), done(1)]);
  for (const one of happenings) {
    happen(call, one);
    after(call);
  }
  return call;
}

const happenings = fc.array(happening, { maxLength: 60 });

describe('whatever happens on a call, the floor', () => {
  it('never lets the agent speak while the caller has the floor', () => {
    fc.assert(
      fc.property(happenings, (all) => {
        playedCall(all, (call) => {
          const { utterance } = call.state;
          if (utterance?.isSpeech === true && !isLeaving(call.state)) expect(call.isAudible).toBe(false);
        });
      }),
      { numRuns: 400 },
    );
  });

  it('has at most one committed turn under way, and numbers turns without a gap', () => {
    fc.assert(
      fc.property(happenings, (all) => {
        const call = playedCall(all, () => {});
        const finished = new Set<number>();
        let open: number | undefined;
        for (const { turn } of committed(call)) {
          if (open !== undefined && turn !== open) {
            expect(turn).toBe(open + 1);
            finished.add(open);
          }
          open = turn;
          expect(finished.has(turn)).toBe(false);
        }
        expect(committed(call)[0]?.turn).toBe(1);
      }),
      { numRuns: 400 },
    );
  });

  it('commits every decided utterance once, in order, unless the call ends first', () => {
    fc.assert(
      fc.property(happenings, (all) => {
        const call = playedCall(all, () => {});
        const decided = call.shown.flatMap((m) => (m.type === 'hearing' && m.final ? [m.text] : []));
        const turns = new Map(committed(call).map((request) => [request.turn, request]));
        const said = [...turns.values()].flatMap((request) =>
          request.cause === 'caller-said' ? [request.said.text] : [],
        );
        expect(decided.slice(0, said.length)).toEqual(said);
        const pending = call.state.waiting.length + (call.state.speculation?.adopted === undefined ? 0 : 1);
        // Beyond the limit of what may wait, and at the end of a call, utterances are let go.
        if (call.state.phase === 'open' && decided.length < 8)
          expect(said.length + pending).toBe(decided.length + keyedWaiting(call));
      }),
      { numRuns: 400 },
    );
  });

  it('does nothing any more once it has ended', () => {
    fc.assert(
      fc.property(happenings, happenings, (before, after) => {
        const call = playedCall(before, () => {});
        call.put({ type: 'line-over', reason: 'line-lost' });
        call.pass(30_000);
        expect(call.state.phase).toBe('ended');
        const effects = call.effects.length;
        for (const one of after) happen(call, one);
        expect(call.effects).toHaveLength(effects);
        expect(call.effects.filter(({ type }) => type === 'close')).toHaveLength(1);
      }),
      { numRuns: 200 },
    );
  });

  it('is never silent for ever: left alone it speaks, asks, reminds or ends', () => {
    fc.assert(
      fc.property(happenings, (all) => {
        const call = playedCall(all, () => {});
        if (call.state.voice.active) call.voice(false);
        const before = call.asked.length + call.spoken.length;
        call.pass(60_000);
        const later = call.asked.length + call.spoken.length;
        if (call.state.phase !== 'ended') expect(later).toBeGreaterThan(before);
      }),
      { numRuns: 60 },
    );
  });

  it('gives the same effects for the same inputs', () => {
    fc.assert(
      fc.property(happenings, (all) => {
        expect(playedCall(all, () => {}).effects).toEqual(playedCall(all, () => {}).effects);
      }),
      { numRuns: 50 },
    );
  });
});

/** Turns that wait and are not of spoken or typed words. */
function keyedWaiting(call: FloorCall): number {
  return call.state.waiting.filter(({ cause }) => cause.cause !== 'caller-said').length;
}
