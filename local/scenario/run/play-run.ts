import { understand } from '../../../agent/capture/understand.ts';
import type { AskModel } from '../../../agent/scenario/ask-model.ts';
import { castCaller } from '../../../agent/scenario/caller/cast.ts';
import { failuresOf } from '../../../agent/scenario/expectations/all.ts';
import { judgedFailures } from '../../../agent/scenario/judgement.ts';
import type { Failure, Outcome } from '../../../agent/scenario/outcome.ts';
import { talkLines } from '../../../agent/scenario/talk-lines.ts';
import { seededRandom, seedFor } from '../../latency/random.ts';
import { type Casting, SCRIPT, type Stage } from '../stages/stage.ts';
import type { RunResult } from './suite-result.ts';

/** The seed of one run: the same for every model, so that runs can be compared in pairs. */
function seedOf(seed: number, { playbook, scenario }: Casting, run: number): number {
  return seedFor(seed, `${playbook.id}/${scenario.id}/${run}`);
}

/** Models that play a part in the suite itself, where there are such. */
export interface Minds {
  /** Plays the personas; they are played by rules when absent. */
  caller?: AskModel | undefined;
  /** Judges what nothing else can tell; it is not judged when absent. */
  judge?: AskModel | undefined;
}

/** Plays a scenario once and holds it against its expectations. Never throws: what breaks is a failed run. */
export async function playRun(
  stage: Stage,
  casting: Casting,
  run: number,
  suiteSeed: number,
  minds: Minds = {},
): Promise<RunResult> {
  const { scenario, playbook, model } = casting;
  const seed = seedOf(suiteSeed, casting, run);
  const { caller, slips } = castCaller(scenario, playbook, {
    random: seededRandom(seed),
    understand,
    ask: minds.caller,
  });
  const startedAt = performance.now();
  const common = { playbook: playbook.id, scenario: scenario.id, title: scenario.title, model, run };
  try {
    const outcome = await stage.play(casting, caller, seed);
    const ms = performance.now() - startedAt;
    const opinions = minds.judge === undefined ? [] : await judgedFailures(outcome, minds.judge);
    const failures = [...wroteNothing(outcome, model), ...failuresOf(outcome), ...opinions];
    const unjudged = minds.judge === undefined ? (scenario.expect.judged?.length ?? 0) : 0;
    return { ...common, ...resultOf(outcome, slips(outcome), failures), unjudged, ms };
  } catch (cause) {
    const failures = [{ expectation: 'played', message: messageOf(cause) }];
    const nothing = {
      slips: [],
      talk: [],
      turns: 0,
      fellBack: 0,
      tokens: { input: 0, output: 0 },
      unjudged: 0,
    };
    return { ...common, verdict: 'failed', failures, ...nothing, ms: performance.now() - startedAt };
  }
}

function resultOf({ records }: Outcome, slips: RunResult['slips'], failures: Failure[]) {
  const verdict: RunResult['verdict'] =
    slips.length > 0 ? 'dropped' : failures.length > 0 ? 'failed' : 'passed';
  const sum = (count: (tokens: Outcome['records'][number]['tokens']) => number): number =>
    records.reduce((total, record) => total + count(record.tokens), 0);
  return {
    verdict,
    failures,
    slips,
    talk: talkLines(records),
    turns: records.length,
    fellBack: records.filter(({ fellBack }) => fellBack.length > 0).length,
    tokens: { input: sum(({ input }) => input), output: sum(({ output }) => output) },
  };
}

/** A call that the script saved from beginning to end says nothing about the model that was to write it. */
function wroteNothing({ records }: Outcome, model: string): Failure[] {
  const first = records.find(({ fellBack }) => fellBack.length > 0);
  if (model === SCRIPT || first === undefined || records.some((record) => record.model === model)) return [];
  const message = `${model} wrote nothing, the script wrote in its place (${first.fellBack.join('; ')})`;
  return [{ expectation: 'model', message, turn: first.turn }];
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
}
