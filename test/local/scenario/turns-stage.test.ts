import { afterAll, beforeAll, expect, it } from 'vitest';
import { PLAYBOOKS_FOLDER } from '../../../lib/playbooks.ts';
import { summarise } from '../../../local/scenario/report/summary.ts';
import { printFailure } from '../../../local/scenario/report/text-report.ts';
import { runSuite } from '../../../local/scenario/run/run-suite.ts';
import { findScenarios } from '../../../local/scenario/scenario-files.ts';
import { SCRIPT, type Stage } from '../../../local/scenario/stages/stage.ts';
import { turnsStage } from '../../../local/scenario/stages/turns-stage.ts';

/** A booking, closed days of its own, another caller who is faster, and a calendar that is down. */
const CHOSEN = ['tomorrow-at-midnight', 'closed-for-a-storm', 'slot-lost-while-deciding', 'calendar-is-down'];
/** A model of the local Bedrock, which has the script write behind AWS's wire. */
const MODEL = 'us.amazon.nova-lite-v1:0';
/** The stack is synthesized and brought up once, which takes seconds. */
const SET_UP_WITHIN_MS = 120_000;

/** One scenario is played by both writers: the same call in a calendar of its own for each. */
const writersOf = (id: string) => (id === 'slot-lost-while-deciding' ? [SCRIPT, MODEL] : [SCRIPT]);

const castings = findScenarios(PLAYBOOKS_FOLDER)
  .scenarios.filter(({ scenario }) => CHOSEN.includes(scenario.id))
  .flatMap((found) => writersOf(found.scenario.id).map((model) => ({ ...found, model })));

let stage: Stage;
beforeAll(async () => {
  stage = await turnsStage({ castings, seed: 1, realServices: new Set() });
}, SET_UP_WITHIN_MS);
afterAll(async () => {
  await stage[Symbol.asyncDispose]();
});

it(
  'plays scenarios through the turn function, each on its own clock and calendar, with each writer',
  async () => {
    const suite = await runSuite({ stage, castings, repeat: 2, seed: 1, jobs: 2, startedAt: new Date(0) });
    const failed = suite.runs.filter(({ verdict }) => verdict !== 'passed');
    expect(failed.map(printFailure).join('\n')).toBe('');
    expect(suite.runs).toHaveLength(2 * castings.length);
    const byModel = summarise(suite.runs, 2);
    expect(byModel.map(({ model }) => model)).toEqual([SCRIPT, MODEL]);
    expect(byModel.map(({ tokens }) => tokens.output > 0)).toEqual([false, true]);
  },
  SET_UP_WITHIN_MS,
);
