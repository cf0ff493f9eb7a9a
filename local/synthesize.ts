import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import type { CompiledPlaybook } from '../agent/playbook/compiled-playbook.ts';
import { type ConfigurationInput, UNLESS_CONFIGURED } from '../lib/configuration/schema.ts';
import { PLAYBOOKS_FOLDER, playbookFiles } from '../lib/playbooks.ts';
import { CommandFailed } from './command-failed.ts';

const ROOT = path.resolve(import.meta.dirname, '..');

/**
 * What a laptop runs if `parley.config.yaml` says nothing of it: the media service, and a telephone line of
 * Amazon Connect for every playbook.
 */
export function laptopParts(playbooks: readonly Pick<CompiledPlaybook, 'id'>[]): ConfigurationInput {
  const agents = playbooks.map(({ id }) => [id, { queue: { make: `${id} front desk` } }]);
  const [first] = playbooks;
  return {
    mediaService: {},
    connect: { instance: { alias: 'parley-on-a-laptop' }, agents: Object.fromEntries(agents) },
    // A number that is reserved for fiction (NANPA 555-01XX).
    ...(first === undefined ? {} : { chimePstn: { playbook: first.id, numbers: ['+12065550100'] } }),
  };
}

/**
 * Synthesizes the CDK app, with every line that a laptop can run, into a folder: the same program and the same
 * templates that `cdk deploy` works from. Needs no network, no AWS account and no Docker.
 *
 * @throws CommandFailed with the app's own words when it refuses (a playbook with an error, say), and the signal's
 * reason when it is aborted.
 */
export async function synthesize(outputDirectory: string, signal?: AbortSignal): Promise<void> {
  const run = promisify(execFile);
  // A playbook's id is the name of its folder; whether it is right, the app says.
  const playbooks = playbookFiles(PLAYBOOKS_FOLDER).map((file) => ({
    id: path.basename(path.dirname(file)),
  }));
  await run(process.execPath, [path.join(ROOT, 'bin/app.ts')], {
    cwd: ROOT,
    ...(signal === undefined ? {} : { signal }),
    env: {
      ...process.env,
      // CDK asks its rules about a template for seconds. They are about deployments: `cdk synth` asks them.
      CDK_VALIDATION: 'false',
      CDK_OUTDIR: outputDirectory,
      CDK_CONTEXT_JSON: JSON.stringify({ [UNLESS_CONFIGURED]: laptopParts(playbooks) }),
    },
  }).catch((cause: unknown) => {
    signal?.throwIfAborted();
    throw new CommandFailed(`The stack could not be synthesized.\n${wordsOf(cause)}`);
  });
}

function wordsOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  return 'stderr' in cause && typeof cause.stderr === 'string' && cause.stderr !== ''
    ? cause.stderr.trim()
    : cause.message;
}
