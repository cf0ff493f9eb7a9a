import os from 'node:os';
import { setImmediate as turnOfTheLoop } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { CloudProblem } from '../../../local/cloud-problem.ts';
import { warmAll } from '../../../local/lambda/function-pool.ts';
import { aFunction } from '../../builders/a-function.ts';

it('warms all functions, and never more at a time than there are processors', async () => {
  let loading = 0;
  let most = 0;
  let warmed = 0;
  const pool = {
    warm: async () => {
      loading += 1;
      most = Math.max(most, loading);
      await turnOfTheLoop();
      loading -= 1;
      warmed += 1;
    },
  };
  const pools = Array.from({ length: 3 * os.availableParallelism() + 1 }, () => pool);

  await warmAll(pools.values());

  expect({ warmed, most }).toEqual({ warmed: pools.length, most: os.availableParallelism() });
});

it('tells which function could not be loaded and what it wrote, as a problem that is printed without a stack', async () => {
  const broken = aFunction("throw new Error('no table');", { name: 'publish-events' });

  const warmed = broken.warm();

  await expect(warmed).rejects.toBeInstanceOf(CloudProblem);
  await expect(warmed).rejects.toThrow(/publish-events could not be loaded: exit status 1\n.*no table/s);
});
