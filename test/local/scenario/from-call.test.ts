import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import type { TurnRecord } from '../../../agent/call/turn-record.ts';
import { understand } from '../../../agent/capture/understand.ts';
import { spokenText } from '../../../agent/conversation/progress.ts';
import { castCaller } from '../../../agent/scenario/caller/cast.ts';
import { failuresOf } from '../../../agent/scenario/expectations/all.ts';
import { CallNotPlayable, scenarioFromCall } from '../../../agent/scenario/from-call.ts';
import { loadScenario } from '../../../agent/scenario/load.ts';
import { PLAYBOOKS_FOLDER } from '../../../lib/playbooks.ts';
import { seededRandom } from '../../../local/latency/random.ts';
import { type FoundScenario, findScenarios } from '../../../local/scenario/scenario-files.ts';
import { textStage } from '../../../local/scenario/stages/text-stage.ts';
import { aScenario, played } from '../../builders/a-scenario.ts';
import { dentalPlaybook } from '../../builders/a-talk.ts';

const inText = findScenarios(PLAYBOOKS_FOLDER).scenarios.filter(({ scenario }) =>
  scenario.levels.includes('text'),
);

function words(records: readonly TurnRecord[]): string[] {
  return records.map(({ answer }) => spokenText(answer));
}

async function recorded({ scenario, playbook, file }: FoundScenario) {
  const { caller } = castCaller(scenario, playbook, { random: seededRandom(3), understand });
  return textStage().play({ scenario, playbook, file, model: 'script' }, caller, 3);
}

describe('a scenario that is made of a recorded call', () => {
  it.each(inText.map((found) => [found.scenario.id, found] as const))(
    'of %s is in form, passes, and the agent says the same when it is played again',
    async (_id, found) => {
      const { records } = await recorded(found);
      const text = stringify(scenarioFromCall(records, found.playbook.source, 'again'));
      const loaded = loadScenario(text, 'again.yaml', found.playbook.source);
      if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
      const again = { ...found, scenario: loaded.scenario, model: 'script' };
      const outcome = await recorded(again);
      expect(failuresOf(outcome)).toEqual([]);
      expect(words(outcome.records)).toEqual(words(records));
    },
  );

  it('gives others the resources alone that the caller could not have', async () => {
    const found = inText.find(({ scenario }) => scenario.id === 'no-table-that-size');
    if (found === undefined) throw new Error('There is no scenario no-table-that-size.');
    const { records } = await recorded(found);
    const { world } = scenarioFromCall(records, found.playbook.source, 'again');
    expect(world.calendar?.full).toEqual([
      { day: '2026-12-04', from: '19:00', to: '20:00', resources: ['eight-1'] },
      { day: '2026-12-04', from: '19:00', to: '21:00', resources: ['eight-2'] },
    ]);
  });

  it('has others take meanwhile what was free at first', async () => {
    const meanwhile = [{ beforeTurn: 5, full: [{ day: '2026-11-24', from: '15:00', to: '16:00' }] }];
    const { records, playbook } = await played(aScenario({ world: { meanwhile } }));
    expect(scenarioFromCall(records, playbook.source, 'again').world.meanwhile).toEqual(meanwhile);
  });

  it('closes the days that were closed then and are not now', async () => {
    const { records } = await played(
      aScenario({ world: { holidays: [...dentalPlaybook().source.holidays, '2026-11-24'] } }),
    );
    const { source } = dentalPlaybook();
    expect(scenarioFromCall(records, source, 'again').world.holidays).toEqual(
      [...source.holidays, '2026-11-24'].toSorted(),
    );
  });

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
