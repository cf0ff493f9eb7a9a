import { expect, it } from 'vitest';
import { renderPrompt } from '../../../agent/conversation/prompt.ts';
import { aDesk } from '../../builders/a-desk.ts';
import { aPlaybook, aPlaybookSource } from '../../builders/a-playbook.ts';
import { callerSaid, callStarted } from '../../builders/a-turn-request.ts';
import { end, scriptedModel, text } from '../../builders/scripted-model.ts';

const TURNS = 150;

it('a turn late in a long call costs what one in the middle costs: prompt and stored state do not grow', async () => {
  const replies = Array.from({ length: TURNS }, (_, index) => [
    text(`That is answer number ${index}, and it is about as long as answers are. Anything else? `),
    end(),
  ]);
  const model = scriptedModel('first-model', ...replies);
  const { limits } = aPlaybookSource();
  const playbook = aPlaybook({ limits: { ...limits, turns: TURNS + 10 } });
  const desk = aDesk({ models: [model], playbook });
  await desk.take(callStarted());
  for (let turn = 2; turn <= TURNS; turn += 1) {
    await desk.take(callerSaid(turn, `This is my question number ${turn}, and I have another one after it.`));
  }

  const promptSizes = model.requests.map((request) => JSON.stringify(renderPrompt(request)).length);
  const stateSizes = desk.store.records.map(({ state }) => JSON.stringify(state).length);
  for (const sizes of [promptSizes, stateSizes]) {
    expect(mean(sizes.slice(-10)) / mean(sizes.slice(20, 30))).toBeCloseTo(1, 1);
  }
});

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
