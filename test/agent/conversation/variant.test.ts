import { expect, it } from 'vitest';
import { headerOf } from '../../../adapters/dynamodb/call-header.ts';
import { aDesk } from '../../builders/a-desk.ts';
import { aPlaybook } from '../../builders/a-playbook.ts';
import { callEnded, callStarted } from '../../builders/a-turn-request.ts';

const playbook = aPlaybook({
  variants: {
    plain: { weight: 1 },
    short: { weight: 1, greeting: { 'en-US': 'AI assistant of {company}. Yes?' } },
  },
});
const GREETINGS: Record<string, string> = { plain: 'How can I help?', short: 'Yes?' };

async function callFrom(from: string | undefined) {
  const desk = aDesk({ playbook });
  const callId = crypto.randomUUID();
  const answer = await desk.take(callStarted({ callId, ...(from === undefined ? {} : { from }) }));
  await desk.take(callEnded(2, 'caller-hung-up', { callId }));
  const [first, last] = desk.store.records;
  if (first === undefined || last === undefined) throw new Error('nothing was stored');
  const [said] = answer.flatMap((event) => (event.type === 'say' ? [event.text] : []));
  return { said: said ?? '', first, last, variant: first.state.playbook.variant ?? '' };
}

it('a caller hears the same variant in every call, and others hear the other', async () => {
  const numbers = Array.from({ length: 12 }, (_, index) => `+1206555010${index % 10}`);
  const heard = new Set<string>();
  for (const from of numbers) {
    const [one, again] = [await callFrom(from), await callFrom(from)];
    expect(again.variant).toBe(one.variant);
    expect(one.said).toContain(GREETINGS[one.variant]);
    heard.add(one.variant);
  }
  expect([...heard].sort()).toEqual(['plain', 'short']);
});

it('the variant stands in the state, in every event and in the header of the call', async () => {
  const { first, last, variant } = await callFrom('+12065550100');
  const ref = { id: playbook.id, version: playbook.version, variant };
  for (const record of [first, last]) {
    expect(record.state.playbook).toEqual(ref);
    expect(record.events.map((event) => event.playbook)).toEqual(record.events.map(() => ref));
  }
  expect(headerOf(last.state).playbook).toEqual(ref);
});

it('a caller who withholds their number keeps one variant for the whole call', async () => {
  const { first, last } = await callFrom(undefined);
  expect(first.state.playbook.variant).toMatch(/plain|short/);
  expect(last.state.playbook).toEqual(first.state.playbook);
});
