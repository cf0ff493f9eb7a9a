import { expect, it } from 'vitest';
import { invokeLater } from '../../../local/cloud/invoke-later.ts';
import type { Queue } from '../../../local/services/sqs.ts';
import { aFunction } from '../../builders/a-function.ts';

it('an event that could not be processed is given up when the cloud stops, and touches nothing any more', async () => {
  const stopping = new AbortController();
  const pool = aFunction("export const handler = async () => { throw new Error('no'); };", {
    onLine: () => {},
  });
  const problems: string[] = [];
  const asked: string[] = [];
  const tried = invokeLater(pool, '{}', {
    queueByArn: (arn): Queue | undefined => {
      asked.push(arn);
      return undefined;
    },
    signal: stopping.signal,
    onProblem: (message) => problems.push(message),
  });
  stopping.abort();
  await tried;
  expect([asked, problems]).toEqual([[], []]);
});
