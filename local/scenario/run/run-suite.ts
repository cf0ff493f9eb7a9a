import type { Casting, Stage } from '../stages/stage.ts';
import { type Minds, playRun } from './play-run.ts';
import type { RunResult, SuiteResult } from './suite-result.ts';

export interface SuiteOptions {
  stage: Stage;
  castings: readonly Casting[];
  /** How often each scenario is played. */
  repeat: number;
  seed: number;
  /** How many scenarios are played at the same time. */
  jobs: number;
  startedAt: Date;
  minds?: Minds;
  /** Models that only the laptop's Bedrock writes for; none when absent. */
  imitated?: readonly string[];
  onResult?(result: RunResult, done: number, all: number): void;
}

/**
 * Plays every scenario as often as asked, several at a time. Repetitions of one scenario follow each other,
 * because they share a calendar; scenarios that disturb others are played alone at the end.
 */
export async function runSuite(options: SuiteOptions): Promise<SuiteResult> {
  const { stage, castings, repeat, seed, jobs, startedAt, onResult } = options;
  const began = performance.now();
  const planned = castings.map((casting) => ({ casting, why: whyNot(stage, casting) }));
  const playable = planned.flatMap(({ casting, why }) => (why === undefined ? [casting] : []));
  const all = playable.length * repeat;
  const runs: RunResult[] = [];
  const playAll = async (casting: Casting): Promise<void> => {
    for (let run = 1; run <= repeat; run += 1) {
      const result = await playRun(stage, casting, run, seed, options.minds);
      runs.push(result);
      onResult?.(result, runs.length, all);
    }
  };
  await inParallel(
    playable.filter((casting) => !stage.needsStageAlone(casting)),
    jobs,
    playAll,
  );
  await inParallel(
    playable.filter((casting) => stage.needsStageAlone(casting)),
    1,
    playAll,
  );
  return {
    schema: 'parley/test-report/v1',
    startedAt: startedAt.toISOString(),
    level: stage.level,
    seed,
    repeat,
    runs: inOrderOf(playable, runs),
    imitated: [...(options.imitated ?? [])],
    skipped: planned.flatMap(({ casting, why }) =>
      why === undefined
        ? []
        : [{ playbook: casting.playbook.id, scenario: casting.scenario.id, model: casting.model, why }],
    ),
    ms: performance.now() - began,
  };
}

function whyNot(stage: Stage, casting: Casting): string | undefined {
  const { levels } = casting.scenario;
  if (!levels.includes(stage.level)) return `its levels are ${levels.join(', ')}`;
  return stage.cannotPlay(casting);
}

async function inParallel<T>(
  items: readonly T[],
  jobs: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const left = items.values();
  const worker = async (): Promise<void> => {
    for (const item of left) await work(item);
  };
  await Promise.all(Array.from({ length: jobs }, worker));
}

/** Results in the order of the scenarios, whichever was finished first. */
function inOrderOf(castings: readonly Casting[], runs: readonly RunResult[]): RunResult[] {
  const rank = new Map(
    castings.map(({ playbook, scenario, model }, index) => [
      [playbook.id, scenario.id, model].join(' '),
      index,
    ]),
  );
  const of = ({ playbook, scenario, model }: RunResult): number =>
    rank.get([playbook, scenario, model].join(' ')) ?? 0;
  return runs.toSorted((a, b) => of(a) - of(b) || a.run - b.run);
}
