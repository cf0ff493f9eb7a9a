import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CallStatus } from '../../../agent/call/call-state.ts';
import {
  decide,
  evolve,
  IllegalMove,
  initialStatus,
  MOVES,
  type TurnOutcome,
} from '../../../agent/call/call-status.ts';

const turn = (cause: TurnOutcome['cause'], changes: Partial<TurnOutcome> = {}): TurnOutcome => ({
  cause,
  transferRequested: false,
  closing: false,
  ...changes,
});
const statusAfter = (...turns: TurnOutcome[]): CallStatus =>
  turns.reduce((status, outcome) => decide(outcome, status).reduce(evolve, status), initialStatus());

describe('the status of a call', () => {
  const begun = turn('call-started');
  const spoken = turn('caller-said');
  it.each<[string, TurnOutcome[], CallStatus]>([
    ['is greeting once the agent has picked up', [begun], 'greeting'],
    ['stays greeting while the caller says nothing', [begun, turn('caller-silent')], 'greeting'],
    ['is talking once the caller has spoken', [begun, spoken], 'talking'],
    ['is talking once the caller has keyed', [begun, turn('caller-keyed')], 'talking'],
    [
      'is transferring once a person was asked for',
      [begun, turn('caller-said', { transferRequested: true })],
      'transferring',
    ],
    [
      'is talking again when the person was not reached',
      [begun, turn('caller-said', { transferRequested: true }), spoken],
      'talking',
    ],
    ['is wrapping up after the goodbye', [begun, turn('caller-said', { closing: true })], 'wrapping-up'],
    [
      'is talking again when the caller speaks into the goodbye',
      [begun, turn('caller-said', { closing: true }), spoken],
      'talking',
    ],
    [
      'is transferring when a transfer and a goodbye come together',
      [begun, turn('caller-said', { transferRequested: true, closing: true })],
      'transferring',
    ],
    ['is ended when the line is down, whatever came before', [begun, turn('call-ended')], 'ended'],
  ])('%s', (_, turns, status) => {
    expect(statusAfter(...turns)).toBe(status);
  });

  it('cannot change once the call has ended; the error names status and move', () => {
    expect(() => statusAfter(begun, turn('call-ended'), spoken)).toThrow(IllegalMove);
    expect(() => statusAfter(begun, turn('call-ended'), spoken)).toThrow(/"ended".*"caller-turn"/);
  });

  it('cannot be anything before the agent has picked up', () => {
    expect(() => statusAfter(spoken)).toThrow(/"ringing".*"caller-turn"; it can take answered/);
  });

  it('has a way to the end from everywhere, and none back', () => {
    for (const status of CallStatus.options.filter((one) => one !== 'ended' && one !== 'ringing')) {
      expect(MOVES[status].ended).toBe('ended');
    }
    expect(MOVES.ended).toEqual({});
  });

  it('allows every turn that a begun call can take, in any order', () => {
    const anyTurn = fc.record({
      cause: fc.constantFrom<TurnOutcome['cause']>(
        'caller-said',
        'caller-keyed',
        'caller-silent',
        'time-nearly-up',
        'line-resumed',
      ),
      transferRequested: fc.boolean(),
      closing: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(anyTurn, { maxLength: 40 }), (turns) => {
        expect(statusAfter(begun, ...turns, turn('call-ended'))).toBe('ended');
      }),
    );
  });
});
