import { setTimeout as wait } from 'node:timers/promises';
import type { Cloud } from '../../cloud/cloud.ts';

/** How often a process that was ended is looked for, in milliseconds. */
const LOOK_AGAIN_MS = 5;

/**
 * Ends the functions' processes, as AWS takes execution environments away: the next invocation begins in a
 * new one, whose breakers remember no outage. Only while no function is at work.
 */
export async function freshProcesses(cloud: Cloud): Promise<void> {
  await cloud.settled();
  const ended = cloud.workers().map(({ pid }) => pid);
  for (const pid of ended) process.kill(pid, 'SIGKILL');
  while (cloud.workers().some(({ pid }) => ended.includes(pid))) await wait(LOOK_AGAIN_MS);
}
