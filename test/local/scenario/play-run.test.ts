import { describe, expect, it } from 'vitest';
import type { Model } from '../../../agent/conversation/ports.ts';
import { playRun } from '../../../local/scenario/run/play-run.ts';
import { textStage } from '../../../local/scenario/stages/text-stage.ts';
import { casting } from '../../builders/a-scenario.ts';
import { fail, scriptedModel } from '../../builders/scripted-model.ts';

const MODEL = 'some.model-v1:0';

function playedBy(model: Model) {
  const timer = { after: () => () => undefined };
  const stage = textStage({ bedrock: () => model, timer });
  return playRun(stage, { ...casting(), model: MODEL }, 1, 1);
}

describe('a run with a model', () => {
  it('fails when the model could not be reached, although the script saved the call', async () => {
    const unreachable = scriptedModel(MODEL, ...Array.from({ length: 20 }, () => [fail('unavailable')]));
    const result = await playedBy(unreachable);
    expect(result).toMatchObject({ verdict: 'failed', failures: [{ expectation: 'model', turn: 2 }] });
    expect(result.failures[0]?.message).toContain(`${MODEL} wrote nothing`);
    expect(result.fellBack).toBeGreaterThan(0);
  });
});
