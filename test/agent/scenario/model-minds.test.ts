import { describe, expect, it } from 'vitest';
import type { AskModel, ModelQuestion } from '../../../agent/scenario/ask-model.ts';
import { playRun } from '../../../local/scenario/run/play-run.ts';
import { textStage } from '../../../local/scenario/stages/text-stage.ts';
import { aScenario, casting } from '../../builders/a-scenario.ts';

const PERSONA = {
  kind: 'persona',
  goal: 'book',
  opens: 'a visit please',
  facts: { reason: ['a checkup'], phone: ['206 555 0122'] },
  temper: 'cross',
  habits: [{ habit: 'hesitates', chance: 0.5 }],
};

/** A model that says these, one after the other, and what it was asked. */
function saying(...texts: string[]): { ask: AskModel; asked: ModelQuestion[] } {
  const asked: ModelQuestion[] = [];
  const left = [...texts];
  return {
    asked,
    ask: async (question) => {
      asked.push(structuredClone(question));
      return left.shift() ?? '[hangs up]';
    },
  };
}

describe('a persona that a model plays', () => {
  const scenario = aScenario({ caller: PERSONA, expect: { world: {}, ends: ['caller-hung-up'] } });

  it('is told its part, hears the agent, speaks, is silent and hangs up', async () => {
    const { ask, asked } = saying('book a checkup', '[says nothing]', '[hangs up]');
    const result = await playRun(textStage(), casting(scenario), 1, 1, { caller: ask });
    expect(result.verdict).toBe('passed');
    expect(result.talk.filter(({ who }) => who === 'caller').map(({ text }) => text)).toEqual([
      'book a checkup',
      '(silent for 8 s)',
    ]);
    expect(asked[0]?.system).toContain('- phone: 206 555 0122');
    expect(asked[0]?.system).toContain('You often begin with um and well.');
    expect(asked[2]?.talk.map(({ who }) => who)).toEqual(['other', 'model', 'other', 'model', 'other']);
  });

  it('is dropped when it says what its facts do not allow', async () => {
    const { ask } = saying('book a checkup', 'tuesday at three', 'ann lee', '206 555 0133');
    const result = await playRun(textStage(), casting(scenario), 1, 1, { caller: ask });
    expect(result).toMatchObject({ verdict: 'dropped', slips: [{ field: 'phone', value: '+12065550133' }] });
  });
});

describe('a question that only a model can judge', () => {
  const scenario = aScenario({ expect: { judged: ['Is the agent polite?'] } });

  it.each([
    ['Yes, it is.', 'passed', []],
    ['No. It yells.', 'failed', [{ expectation: 'judged', message: 'Is the agent polite? No. It yells.' }]],
    ['Hard to say.', 'failed', [{ expectation: 'judged' }]],
  ])('is met by a yes alone: %s', async (verdict, expected, failures) => {
    const { ask, asked } = saying(verdict);
    const result = await playRun(textStage(), casting(scenario), 1, 1, { judge: ask });
    expect(result).toMatchObject({ verdict: expected, failures, unjudged: 0 });
    expect(asked[0]?.talk[0]?.text).toContain('caller: a checkup on tuesday at three');
  });

  it('is counted as not judged where there is no model to ask', async () => {
    const result = await playRun(textStage(), casting(scenario), 1, 1);
    expect(result).toMatchObject({ verdict: 'passed', unjudged: 1 });
  });
});
