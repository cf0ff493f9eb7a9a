import type { CloudOptions } from './cloud-options.ts';
import type { Plan } from './plan.ts';

/** What every step of bringing the stack up is told. */
export interface Setting {
  options: CloudOptions;
  /** Takes down what has been brought up, last first. */
  undo: AsyncDisposableStack;
  /** Aborted when all is taken down. */
  stopping: AbortSignal;
  plan: Plan;
  region: string;
  /** The data directory. */
  directory: string;
  /** False when the data is thrown away at the end. */
  lasting: boolean;
  warn(message: string): void;
  log(name: string, line: string): void;
}
