import { expect, it } from 'vitest';
import { aDesk } from '../../builders/a-desk.ts';
import { aPlaybook } from '../../builders/a-playbook.ts';
import { callStarted } from '../../builders/a-turn-request.ts';

const NOTICE = 'This call is recorded.';
const playbook = aPlaybook({ recordingNotice: { 'en-US': NOTICE } });

async function firstWords(recorded: boolean, with_ = playbook): Promise<string[]> {
  const answer = await aDesk({ playbook: with_ }).take(callStarted(recorded ? { recorded } : {}));
  return answer.flatMap((event) => (event.type === 'say' ? [event.text] : []));
}

it('a caller whose line records hears so before anything else', async () => {
  const [first, second] = await firstWords(true);
  expect(first).toBe(NOTICE);
  expect(second).toContain('AI assistant');
});

it('nothing is said of a recording that is not made, or that the playbook has no words for', async () => {
  expect(await firstWords(false)).toEqual([expect.stringContaining('AI assistant')]);
  expect(await firstWords(true, aPlaybook())).toEqual([expect.stringContaining('AI assistant')]);
});
