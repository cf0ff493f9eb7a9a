import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { functionPool } from '../../local/lambda/function-pool.ts';

/** A process of its own that starts a function in the directory it is given, and says the function's pid. */
const [directory = ''] = process.argv.slice(2);
writeFileSync(path.join(directory, 'index.mjs'), 'export const handler = async () => {};');
const pool = functionPool(
  {
    name: 'orphan',
    arn: 'arn:orphan',
    directory,
    handler: 'index.handler',
    environment: {},
    timeoutMs: 60_000,
    memoryMb: 128,
  },
  () => {},
);
await pool.warm();
process.send?.(pool.pids()[0]);
