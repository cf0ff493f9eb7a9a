import type { PlaybookSource } from '../../../agent/playbook/schema.ts';
import type { Caller } from '../../../agent/scenario/caller/caller.ts';
import type { Outcome } from '../../../agent/scenario/outcome.ts';
import type { Level } from '../../../agent/scenario/schema/scenario.ts';
import type { FoundScenario } from '../scenario-files.ts';

/** Who writes the agent's words: the script, or a Bedrock model by its id. */
export const SCRIPT = 'script';

/** A scenario that is to be played with one writer. */
export interface Casting extends FoundScenario {
  /** `script`, or the id of a Bedrock model. */
  model: string;
}

/** Where scenarios are played: one of the levels, set up once for many calls. */
export interface Stage extends AsyncDisposable {
  readonly level: Level;
  /** Why this scenario cannot be played here; undefined when it can. */
  cannotPlay(casting: Casting): string | undefined;
  /** Whether it disturbs others that are played at the same time. */
  needsStageAlone(casting: Casting): boolean;
  /** Plays the scenario once. The same seed plays the same call, as far as the level allows it. */
  play(casting: Casting, caller: Caller, seed: number): Promise<Outcome>;
}

/** How long a model's first token may take before the script answers instead, in milliseconds. */
const FIRST_TOKEN_MS = 10_000;

/** The models of a playbook that has this writer alone; the script needs none. */
export function modelsFor(model: string): PlaybookSource['models'] {
  return model === SCRIPT ? [] : [{ id: model, firstTokenMs: FIRST_TOKEN_MS }];
}
