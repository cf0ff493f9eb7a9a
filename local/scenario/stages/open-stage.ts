import type { Level } from '../../../agent/scenario/schema/scenario.ts';
import type { RealService } from '../../cloud/environment.ts';
import { audioStage } from './audio-stage.ts';
import type { Casting, Stage } from './stage.ts';
import { textStage } from './text-stage.ts';
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
      return textStage();
    case 'turns':
      return turnsStage(options);
    case 'audio':
      return audioStage(options);
  }
}
