import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { CommandFailed } from './commands/command-failed.ts';

const ROOT = path.resolve(import.meta.dirname, '..');

/**
 * Synthesizes the CDK app, with the media service in it, into a folder: the same program and the same
 * templates that `cdk deploy` works from. Needs no network, no AWS account and no Docker.
 *
 * @throws CommandFailed with the app's own words when it refuses (a playbook with an error, say).
 */
export async function synthesize(outputDirectory: string): Promise<void> {
  const run = promisify(execFile);
  await run(process.execPath, [path.join(ROOT, 'bin/app.ts')], {
    cwd: ROOT,
    env: {
      ...process.env,
      CDK_OUTDIR: outputDirectory,
      CDK_CONTEXT_JSON: JSON.stringify({ mediaService: true }),
    },
  }).catch((cause: unknown) => {
    throw new CommandFailed(`The stack could not be synthesized.\n${wordsOf(cause)}`);
  });
}

function wordsOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  return 'stderr' in cause && typeof cause.stderr === 'string' && cause.stderr !== ''
    ? cause.stderr.trim()
    : cause.message;
}
