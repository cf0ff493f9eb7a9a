import { onTestFinished } from 'vitest';
import { type Cloud, startCloud } from '../../local/cloud/cloud.ts';
import type { CloudOptions } from '../../local/cloud/cloud-options.ts';
import { IN_MEMORY } from './take-turn.ts';

/** The stack, running until the test is over. */
export async function aCloud(options: Partial<CloudOptions> & { assemblyDirectory: string }): Promise<Cloud> {
  const cloud = await startCloud({ ...IN_MEMORY, ...options });
  onTestFinished(() => cloud.close());
  return cloud;
}
