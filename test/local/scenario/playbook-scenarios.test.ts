import { describe, expect, it } from 'vitest';
import { PLAYBOOKS_FOLDER } from '../../../lib/playbooks.ts';
import { printFailure } from '../../../local/scenario/report/text-report.ts';
import { playRun } from '../../../local/scenario/run/play-run.ts';
import { findScenarios } from '../../../local/scenario/scenario-files.ts';
import { SCRIPT } from '../../../local/scenario/stages/stage.ts';
import { textStage } from '../../../local/scenario/stages/text-stage.ts';

const SEED = 1;
const { scenarios, problems } = findScenarios(PLAYBOOKS_FOLDER);
const inText = scenarios.filter(({ scenario }) => scenario.levels.includes('text'));

describe('the scenarios of the playbooks', () => {
  it('are written without a mistake', () => {
    expect(problems).toEqual([]);
    expect(scenarios.length).toBeGreaterThan(0);
  });

  it.each([...Map.groupBy(scenarios, ({ playbook }) => playbook.id)])(
    'of %s are a third of them about trouble',
    (_playbook, own) => {
      const troubled = own.filter(({ scenario }) => scenario.trouble);
      expect(troubled.length).toBeGreaterThanOrEqual(own.length / 3);
    },
  );

  it.each(inText.map((found) => [`${found.playbook.id}/${found.scenario.id}`, found] as const))(
    '%s passes in text, answered by the script',
    async (_name, found) => {
      const result = await playRun(textStage(), { ...found, model: SCRIPT }, 1, SEED);
      expect(result.verdict === 'passed' ? '' : printFailure(result)).toBe('');
    },
  );
});
