import { describe, expect, it } from 'vitest';
import { readBackHeard } from '../../../agent/call/read-back-heard.ts';
import { aCallState } from '../../builders/a-call-state.ts';

const READ_BACK = 'Let me read that back: Friday at three. Is that right?';

/** A call whose last answer, turn 3, read a day back. The one before was heard up to `before`, where it was cut into. */
const readingBack = (before?: string) => ({
  ...aCallState(),
  expect: { kind: 'yes-no' as const, confirms: 'goal' },
  fields: { day: { value: '2026-11-27', spoken: 'Friday', confirmed: false, turn: 2 } },
  history: [
    ...(before === undefined ? [] : [{ who: 'agent' as const, turn: 2, text: before, interrupted: true }]),
    { who: 'agent' as const, turn: 3, text: READ_BACK, interrupted: false },
  ],
});
const played = (heard: string, complete = false) => ({ turn: 3, heard, complete, latency: {} });

describe('a yes to a reading back', () => {
  it('counts when all of it was heard', () => {
    expect(readBackHeard(readingBack(), played(READ_BACK, true))).toBe(true);
  });

  it('counts when its values were heard before the caller cut in', () => {
    expect(readBackHeard(readingBack(), played('Let me read that back: Friday at'))).toBe(true);
  });

  it('does not count when they were not', () => {
    expect(readBackHeard(readingBack(), played('Let me read'))).toBe(false);
  });

  it('counts when the caller cut into the same words before', () => {
    expect(readBackHeard(readingBack('Let me read that'), played('Let me'))).toBe(true);
  });

  it('does not count when nothing was heard of the answer before: nobody insisted', () => {
    expect(readBackHeard(readingBack(''), played('Let me'))).toBe(false);
  });
});
