import type { Level } from '../../../agent/scenario/schema/scenario.ts';
import type { Casting, Stage } from './stage.ts';
import { textStage } from './text-stage.ts';

export interface StageOptions {
  level: Level;
  /** Everything that will be played: the laptop's cloud is set up for it. */
  castings: readonly Casting[];
  seed: number;
  onProgress?(message: string): void;
}

/** Sets a stage up. Close it when all is played. */
export async function openStage({ level }: StageOptions): Promise<Stage> {
  if (level === 'text') return textStage();
  throw new Error(level);
}
