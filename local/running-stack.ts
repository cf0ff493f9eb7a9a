import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { TELEPHONE_LINES } from './telephone/place.ts';

/** Where commands find the cloud that runs on a data directory, or what the last one left there. */
const RunningStack = z.strictObject({
  pid: z.int(),
  /** Outputs of the stack: names of tables, bus and functions. */
  outputs: z.record(z.string(), z.string()),
  environment: z.record(z.string(), z.string()),
  mediaUrl: z.string(),
  telephone: z.strictObject({ url: z.string(), lines: z.array(z.enum(TELEPHONE_LINES)) }),
  consoleUrl: z.string().optional(),
});
export type RunningStack = z.infer<typeof RunningStack>;

const fileIn = (dataDirectory: string): string => path.join(dataDirectory, 'stack.json');

/** Tells other commands of this process's cloud. It holds no credentials of a real account. */
export function announceStack(dataDirectory: string, stack: Omit<RunningStack, 'pid'>): void {
  mkdirSync(dataDirectory, { recursive: true });
  const environment = Object.fromEntries(
    Object.entries(stack.environment).filter(
      ([name]) => name.startsWith('AWS_ENDPOINT_URL') || name === 'AWS_REGION',
    ),
  );
  writeFileSync(
    fileIn(dataDirectory),
    `${JSON.stringify({ pid: process.pid, ...stack, environment }, null, 2)}\n`,
  );
}

/**
 * The stack that was last announced, and whether its process still runs. Undefined when there never was one, or none
 * that this version of Parley can read: the next start announces itself anew.
 */
export function findStack(dataDirectory: string): { stack: RunningStack; running: boolean } | undefined {
  const file = fileIn(dataDirectory);
  if (!existsSync(file)) return undefined;
  const stack = readStack(readFileSync(file, 'utf8'));
  return stack && { stack, running: isRunning(stack.pid) };
}

function readStack(text: string): RunningStack | undefined {
  try {
    return RunningStack.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
