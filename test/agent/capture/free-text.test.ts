import { expect, test } from 'vitest';
import { understand } from '../../../agent/capture/understand.ts';
import { NOW_MS } from '../../builders/a-desk.ts';
import { aPlaybook, aPlaybookSource } from '../../builders/a-playbook.ts';

const { fields, goals } = aPlaybookSource();
const en = (words: string) => ({ 'en-US': words });
const playbook = aPlaybook({
  fields: { ...fields, notes: { type: 'text', label: en('the notes'), ask: en('Anything we should know?') } },
  knowledge: [
    {
      id: 'parking',
      question: { 'en-US': ['is there parking'] },
      answer: en('Yes, behind the house.'),
    },
  ],
});

function answered(text: string) {
  const expecting = {
    expect: { kind: 'text', field: 'notes' } as const,
    goal: Object.keys(goals)[0] ?? null,
  };
  return understand({ playbook, locale: 'en-US', text, fields: {}, offers: [], nowMs: NOW_MS, ...expecting });
}

test('free text is taken as it was said', () => {
  expect(answered("it's our anniversary").fields.notes?.value).toBe("it's our anniversary");
});

test('a question on the way is no free text, nor is another wish', () => {
  expect(answered('is there parking')).toMatchObject({ question: 'parking', fields: {} });
  expect(answered('please cancel my appointment')).toMatchObject({ goal: 'cancel', fields: {} });
});
