import { describe, expect, it } from 'vitest';
import type { HistoryEntry } from '../../../agent/call/call-state.ts';
import type { Understanding } from '../../../agent/capture/understanding.ts';
import { chooseOpener } from '../../../agent/conversation/opener.ts';
import { aCallState } from '../../builders/a-call-state.ts';
import { aPlaybook } from '../../builders/a-playbook.ts';
import { aSteppedPlaybook } from '../../builders/a-stepped-playbook.ts';

const playbook = aPlaybook();
const maria = { name: { value: 'Maria', spoken: 'Maria' } };

function opener(understood: Partial<Understanding>, state = aCallState()): string | undefined {
  return chooseOpener({ playbook, state, understood: { fields: {}, problems: [], ...understood } });
}

describe('an opener', () => {
  it('is the acknowledgement of the field that was asked for, with its value', () => {
    expect(opener({ fields: maria }, aCallState({ expect: { kind: 'name', field: 'name' } }))).toBe(
      'Thanks, Maria.',
    );
  });
  it.each<[string, Partial<Understanding>]>([
    ['a goal', { goal: 'book' }],
    ['a question', { question: 'parking' }],
    ['a yes', { answer: 'yes' }],
  ])('is a set phrase when %s was recognised', (_, understood) => {
    expect(['Sure.', 'Okay.', 'Of course.']).toContain(opener(understood));
  });
  it.each<[string, Partial<Understanding>]>([
    ['nothing was understood', {}],
    ['the caller said no', { answer: 'no' }],
    ['the caller wants a person', { intent: 'person', goal: 'book' }],
    ['the caller objects', { objection: 'too-expensive', goal: 'book' }],
    ['a field came that was not asked for', { fields: maria }],
  ])('is not spoken when %s', (_, understood) => {
    expect(opener(understood)).toBeUndefined();
  });
  it('does not take a yes to a question for a value for an answer', () => {
    const name = aCallState({ expect: { kind: 'name', field: 'name' } });
    expect(opener({ answer: 'yes' }, name)).toBeUndefined();
  });
  it('is not spoken before a goal that begins with words of its own, such as what to do in danger', () => {
    const first = (step: string) =>
      aSteppedPlaybook({
        goals: { gas: { label, phrases: { 'en-US': ['gas'] }, start: step, steps } },
      });
    const label = { 'en-US': 'a smell of gas' };
    const steps = {
      safety: { say: { 'en-US': 'Leave the house.' }, next: 'who' },
      who: { collect: ['name'], next: 'person' },
      person: { handover: 'Gas.' },
    };
    const chosen = (step: string) =>
      chooseOpener({
        playbook: first(step),
        state: aCallState(),
        understood: { fields: {}, problems: [], goal: 'gas' },
      });
    expect(chosen('safety')).toBeUndefined();
    expect(chosen('who')).toBeDefined();
  });
  it('is never the same twice running, however many turns lie between', () => {
    for (let gap = 1; gap <= 6; gap += 1) {
      const first = opener({ goal: 'book' }, aCallState({ turn: 3 })) ?? '';
      const history: HistoryEntry[] = [{ turn: 3, who: 'agent', text: `${first} Which day?` }];
      expect(opener({ answer: 'yes' }, aCallState({ turn: 3 + gap, history }))).not.toBe(first);
    }
  });
});
