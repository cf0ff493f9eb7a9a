import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { type FunctionPool, functionPool } from '../../local/lambda/function-pool.ts';
import { aDirectory } from './a-change.ts';

export interface FunctionOptions {
  name?: string;
  timeoutMs?: number;
  environment?: Record<string, string>;
  onLine?(line: string): void;
}

/** A function whose bundle is this source: an ES module that exports `handler`. */
export function aFunction(source: string, options: FunctionOptions = {}): FunctionPool {
  const directory = path.join(aDirectory(), 'bundle');
  mkdirSync(directory);
  writeFileSync(path.join(directory, 'index.mjs'), source);
  const name = options.name ?? 'demo';
  const pool = functionPool(
    {
      name,
      arn: `arn:aws:lambda:us-east-1:000000000000:function:${name}`,
      directory,
      handler: 'index.handler',
      environment: options.environment ?? {},
      timeoutMs: options.timeoutMs ?? 10_000,
      memoryMb: 256,
    },
    options.onLine ?? (() => {}),
  );
  onTestFinished(() => pool.close());
  return pool;
}
