import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { understand } from '../../../agent/capture/understand.ts';
import { castCaller } from '../../../agent/scenario/caller/cast.ts';
import { CallNotPlayable, scenarioFromCall } from '../../../agent/scenario/from-call.ts';
import { loadScenario } from '../../../agent/scenario/load.ts';
import { PLAYBOOKS_FOLDER } from '../../../lib/playbooks.ts';
import { seededRandom } from '../../../local/latency/random.ts';
import { printFailure } from '../../../local/scenario/report/text-report.ts';
import { playRun } from '../../../local/scenario/run/play-run.ts';
import { type FoundScenario, findScenarios } from '../../../local/scenario/scenario-files.ts';
import { textStage } from '../../../local/scenario/stages/text-stage.ts';
import { aScenario, played } from '../../builders/a-scenario.ts';

/** Scenarios whose world has more in it than a call can come to know: what others do, full and closed days. */
const OTHERS_HAVE_IT = ['no-table-that-size'];
const selfContained = findScenarios(PLAYBOOKS_FOLDER).scenarios.filter(
  ({ scenario: { id, world, levels } }) =>
    !OTHERS_HAVE_IT.includes(id) &&
    levels.includes('text') &&
    world.meanwhile === undefined &&
    world.holidays === undefined &&
    world.calendar?.full === undefined,
);

async function recorded({ scenario, playbook, file }: FoundScenario) {
  const { caller } = castCaller(scenario, playbook, { random: seededRandom(3), understand });
  return textStage().play({ scenario, playbook, file, model: 'script' }, caller, 3);
}

describe('a scenario that is made of a recorded call', () => {
  it.each(selfContained.map((found) => [found.scenario.id, found] as const))(
    'of %s is in form, and passes when it is played again',
    async (_id, found) => {
      const { records, playbook } = await recorded(found);
      const text = stringify(scenarioFromCall(records, playbook.source, 'again'));
      const loaded = loadScenario(text, 'again.yaml', found.playbook.source);
      if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
      const again = { ...found, scenario: loaded.scenario, model: 'script' };
      const result = await playRun(textStage(), again, 1, 1);
      expect(result.verdict === 'passed' ? '' : printFailure(result)).toBe('');
    },
  );

  it('has the caller cut in where the caller cut in', async () => {
    const turns = [{ say: 'book a cleaning', interruptsAfterWords: 4 }];
    const { records, playbook } = await played(aScenario({ caller: { kind: 'scripted', turns } }));
    expect(scenarioFromCall(records, playbook.source, 'again').caller).toMatchObject({
      turns: [{ say: 'book a cleaning', interruptsAfterWords: 4 }],
    });
  });

  it('gives what the line gave, as far as the playbook took it', async () => {
    const variables = { campaign: 'spring', tier: 'gold' };
    const caller = { kind: 'scripted', variables, turns: [{ say: 'book a cleaning' }] };
    const { records, playbook } = await played(aScenario({ caller }));
    expect(records[0]?.state.variables).toEqual({ campaign: 'spring' });
    expect(scenarioFromCall(records, playbook.source, 'again').caller).toMatchObject({
      variables: { campaign: 'spring' },
    });
  });

  it('cannot be made where the caller did nothing', async () => {
    const { records, playbook } = await played(
      aScenario({ caller: { kind: 'scripted', turns: [{ hangUp: true }] } }),
    );
    expect(() => scenarioFromCall(records, playbook.source, 'again')).toThrow(CallNotPlayable);
  });
});
