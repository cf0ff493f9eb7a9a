import { describe, expect, test } from 'vitest';
import type { CallState } from '../../../agent/call/call-state.ts';
import { readBackHeard } from '../../../agent/call/read-back-heard.ts';
import { aCallState } from '../../builders/a-call-state.ts';
import { known } from '../../builders/an-utterance.ts';

const READING = 'Let me read that back: a cleaning on Tuesday. Is that right?';

/** A call in which the answer of turn 3 read Tuesday back; of that of turn 2 the caller heard so much. */
function readTwice(heardBefore: string): CallState {
  return aCallState({
    expect: { kind: 'yes-no', confirms: 'goal' },
    fields: { day: known('2026-11-24', 'Tuesday') },
    history: [
      { turn: 2, who: 'agent', text: heardBefore, interrupted: true },
      { turn: 3, who: 'caller', text: 'yes' },
      { turn: 3, who: 'agent', text: READING },
    ],
  });
}

const played = (heard: string, complete = false) => ({ turn: 3, heard, complete, latency: {} });

describe('a yes confirms what was read back', () => {
  test('when the answer was played to its end', () => {
    expect(readBackHeard(readTwice(''), played(READING, true))).toBe(true);
  });

  test('when the caller cut in after the values', () => {
    expect(readBackHeard(readTwice(''), played('Let me read that back: a cleaning on Tuesday'))).toBe(true);
  });

  test('when the caller cuts into the same words a second time: they want it done', () => {
    expect(readBackHeard(readTwice('Let me read'), played('Let me read that'))).toBe(true);
  });
});

describe('a yes confirms nothing', () => {
  test('when the caller cut in before a value was spoken', () => {
    const begun = readTwice('We have free parking');
    expect(readBackHeard(begun, played('Let me read that'))).toBe(false);
  });

  test('when nothing was heard of the answer before: it is no reading back that was cut into', () => {
    expect(readBackHeard(readTwice(''), played('Let me read that'))).toBe(false);
  });
});
