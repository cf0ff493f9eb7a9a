import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { CommanderError } from 'commander';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parleyProgram } from '../../../local/commands/program.ts';
import { announceStack, findStack } from '../../../local/running-stack.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'parley-call-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** What the command says of its options, before it starts anything. */
async function refusalOf(...options: readonly string[]): Promise<string> {
  const program = parleyProgram();
  let said = '';
  for (const command of [program, ...program.commands])
    command.exitOverride().configureOutput({ writeErr: (text) => (said += text) });
  try {
    await program.parseAsync(['call', '--playbook', 'dental-appointments', '--data', folder, ...options], {
      from: 'user',
    });
  } catch (cause) {
    if (cause instanceof CommanderError) return said;
    if (cause instanceof Error) return cause.message;
    throw cause;
  }
  throw new Error('The call was placed.');
}

describe('a call that cannot be placed as it is asked for is refused before anything is started', () => {
  it.each<[string, readonly string[], string]>([
    ['a number without its country', ['--say', 'hello', '--from', '2065550100'], '+12065550100'],
    ['a recording into no folder', ['--say', 'hello', '--out', '/no/such/call.wav'], 'no folder /no/such'],
    ['a recording in place of a folder', ['--say', 'hello', '--out', os.tmpdir()], 'is a folder. Name'],
    ['an utterance without words', ['--say', 'hello', ' '], 'Utterance 2 holds no English words'],
    ['an interruption without words', ['--say', '@900'], 'Utterance 1 holds no English words'],
    ['an utterance of signs', ['--say', 'hello', '?!'], 'Utterance 2 holds no English words'],
    ['an unknown voice', ['--say', 'hello', '--voice', 'hal'], 'slt, rms, awb, kal16'],
    ['files and words at once', ['--say', 'hello', '--utterances', 'a.wav'], 'not both'],
  ])('%s', async (_what, options, told) => {
    expect(await refusalOf(...options)).toContain(told);
  });
});

it("a call does not join another call's own stack, which would go when that one is over", async () => {
  const telephone = { url: '', lines: [] };
  announceStack(folder, { outputs: {}, environment: {}, mediaUrl: '', telephone });

  expect(await refusalOf('--say', 'hello')).toContain(`in use by another call (process ${process.pid})`);
});

describe('the stack that was last announced', () => {
  it.each([
    ['by an older version', '{"pid":1,"outputs":{}}'],
    ['by a process that was killed while it wrote', '{"pid":1,"outp'],
  ])('%s is as good as none', async (_how, text) => {
    await writeFile(path.join(folder, 'stack.json'), text);

    expect(findStack(folder)).toBeUndefined();
  });
});
