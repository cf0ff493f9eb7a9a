import { bedrockClient, bedrockModel, modelBreaker } from '../../../adapters/bedrock/converse.ts';
import { systemTimer } from '../../../adapters/timer.ts';
import type { Level } from '../../../agent/scenario/schema/scenario.ts';
import type { RealService } from '../../cloud/environment.ts';
import { audioStage } from './audio-stage.ts';
import type { Casting, Stage } from './stage.ts';
import { type TextStageOptions, textStage, WITHOUT_BEDROCK } from './text-stage.ts';
import { turnsStage } from './turns-stage.ts';

export interface StageOptions {
  level: Level;
  /** Everything that will be played: the laptop's cloud is set up for it. */
  castings: readonly Casting[];
  seed: number;
  /** Services left to AWS itself, with this machine's credentials. */
  realServices: ReadonlySet<RealService>;
  onProgress?: ((message: string) => void) | undefined;
}

/** Sets a stage up. Close it when all is played. */
export async function openStage(options: StageOptions): Promise<Stage> {
  switch (options.level) {
    case 'text':
      return textStage(options.realServices.has('bedrock') ? onBedrock() : WITHOUT_BEDROCK);
    case 'turns':
      return turnsStage(options);
    case 'audio':
      return audioStage(options);
  }
}

/** Models of AWS itself, with this machine's credentials. */
function onBedrock(): TextStageOptions {
  const client = bedrockClient();
  return { bedrock: (id) => bedrockModel(client, id, modelBreaker(id)), timer: systemTimer };
}
