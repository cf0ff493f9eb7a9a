import { scriptedCaller } from '../../agent/scenario/caller/scripted-caller.ts';
import { failuresOf } from '../../agent/scenario/expectations/all.ts';
import type { Failure, Outcome } from '../../agent/scenario/outcome.ts';
import { Scenario } from '../../agent/scenario/schema/scenario.ts';
import type { Casting } from '../../local/scenario/stages/stage.ts';
import { textStage } from '../../local/scenario/stages/text-stage.ts';
import { dentalPlaybook } from './a-talk.ts';

/** Keys of a scenario that a test cares for. */
export interface ScenarioChanges {
  caller?: unknown;
  world?: Record<string, unknown>;
  expect?: Record<string, unknown>;
}

const BOOKING = [
  { say: 'a checkup on tuesday at three' },
  { say: 'maria lopez' },
  { say: '206 555 0122' },
  { say: 'yes' },
  { say: 'no thanks' },
];

/** A caller books a checkup at the dental practice on Tuesday, 24 November 2026 at three; it passes. */
export function aScenario({ caller, world, expect }: ScenarioChanges = {}): Scenario {
  return Scenario.parse({
    schema: 'parley/scenario/v1',
    id: 'a-booking',
    title: 'A caller books a checkup',
    trouble: false,
    levels: ['text'],
    caller: caller ?? { kind: 'scripted', turns: BOOKING },
    world: { now: '2026-11-23T10:00', ...world },
    expect: { world: { booked: [{ start: '2026-11-24T15:00' }] }, ends: ['agent-hung-up'], ...expect },
  });
}

/** The scenario with the dental practice and the script, ready to be played. */
export function casting(scenario: Scenario = aScenario()): Casting {
  return { file: `${scenario.id}.yaml`, scenario, playbook: dentalPlaybook(), model: 'script' };
}

/** Plays a scripted scenario in text. */
export function played(scenario: Scenario): Promise<Outcome> {
  if (scenario.caller.kind !== 'scripted') throw new Error('Only scripted callers are played here.');
  return textStage().play(casting(scenario), scriptedCaller(scenario.caller), 1);
}

/** What of the scenario's expectations was not met when it was played in text. */
export async function failuresWhenPlayed(changes: ScenarioChanges): Promise<Failure[]> {
  return failuresOf(await played(aScenario(changes)));
}
