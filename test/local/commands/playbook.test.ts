import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { playbookCommand } from '../../../local/commands/playbook.ts';
import { playbookWith } from '../../builders/playbook-text.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'parley-check-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** Runs the command on a playbook of this text. */
async function check(text: string, ...options: string[]) {
  const file = path.join(folder, 'salon.yaml');
  writeFileSync(file, text);
  return { file, ...(await run('check', file, ...options)) };
}

async function run(...words: string[]) {
  const seen = { out: '', err: '', code: -1 };
  const command = playbookCommand({
    out: (line) => {
      seen.out += line;
    },
    err: (line) => {
      seen.err += line;
    },
    exitCode: (code) => {
      seen.code = code;
    },
  });
  await command.parseAsync(words, { from: 'user' });
  return seen;
}

describe('parley playbook check', () => {
  it('says in one line that a playbook is right', async () => {
    const { out, err, code } = await check(playbookWith());
    expect(out).toMatch(/^1 playbook checked in \d+ ms, no problems: corner-salon$/);
    expect({ err, code }).toEqual({ err: '', code: 0 });
  });

  it('prints every problem with its place, and fails', async () => {
    const { file, out, err, code } = await check(
      playbookWith(['greeting:', 'grreting:'], ['turns: 100', 'turns: many']),
    );
    expect(err).toBe(
      `${file}:10:1  unknown key "grreting"; did you mean "greeting"?\n${file}:126:10  limits.turns should be a whole number, not "many"\n2 problems`,
    );
    expect({ out, code }).toEqual({ out: '', code: 1 });
  });

  it('prints the same as JSON', async () => {
    const { file, out, code } = await check(playbookWith(['greeting:', 'grreting:']), '--json');
    expect(JSON.parse(out)).toMatchObject({
      ok: false,
      files: [file],
      problems: [{ file, line: 10, column: 1, message: 'unknown key "grreting"; did you mean "greeting"?' }],
    });
    expect(code).toBe(1);
  });

  it('fails by name where there is no playbook', async () => {
    const { err, code } = await run('check', path.join(folder, 'nowhere'));
    expect(err).toContain(`No playbook at "${path.join(folder, 'nowhere')}"`);
    expect(code).toBe(1);
  });
});
