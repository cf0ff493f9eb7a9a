import { describe, expect, it } from 'vitest';
import { foldStep } from '../../../agent/call/fold-steps.ts';
import { aCallState } from '../../builders/a-call-state.ts';
import { aPlaybook } from '../../builders/a-playbook.ts';
import { known } from '../../builders/an-utterance.ts';

describe('a step that has fields asked for again', () => {
  const offered = aCallState({
    fields: { day: known('2026-12-01'), time: known('15:00'), name: known('Maria Lopez') },
    offers: [{ start: '2026-12-01T15:00:00-06:00', minutes: 30, resource: 'chair-1' }],
  });
  const forgetting = (...forget: string[]) =>
    foldStep(
      offered,
      { goal: 'book', step: 'taken', outcome: 'forgotten', of: 'x', tools: 0, forget },
      aPlaybook(),
    );

  it('forgets their values and counts how often', () => {
    expect(Object.keys(forgetting('name').fields)).toEqual(['day', 'time']);
    expect(forgetting('name').steps).toMatchObject({ 'book/taken': { times: 1 } });
  });

  it('takes no slot for free any more once a day or time is asked for again', () => {
    expect(forgetting('time').offers).toEqual([]);
    expect(forgetting('name').offers).toEqual(offered.offers);
  });
});
