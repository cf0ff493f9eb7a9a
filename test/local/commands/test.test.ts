import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PLAYBOOKS_FOLDER } from '../../../lib/playbooks.ts';
import { scenarioCommand } from '../../../local/commands/scenario.ts';
import { testCommand } from '../../../local/commands/test.ts';
import { SuiteResult } from '../../../local/scenario/run/suite-result.ts';

const PLAYBOOK = 'dental-appointments';

/** A copy of the dental practice, for tests to spoil. */
let folder: string;
let playbook: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'parley-test-'));
  playbook = path.join(folder, PLAYBOOK);
  cpSync(path.join(PLAYBOOKS_FOLDER, PLAYBOOK), playbook, { recursive: true });
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

async function run(command: typeof testCommand, ...words: string[]) {
  const seen = { out: '', err: '', code: -1 };
  const output = {
    out: (line: string) => {
      seen.out += `${line}\n`;
    },
    err: (line: string) => {
      seen.err += `${line}\n`;
    },
    exitCode: (code: number) => {
      seen.code = code;
    },
  };
  await command(output).parseAsync(words, { from: 'user' });
  return seen;
}

/** Changes the text of one of the copy's scenarios. */
function spoil(id: string, from: string, to: string): string {
  const file = path.join(playbook, 'scenarios', `${id}.yaml`);
  const text = readFileSync(file, 'utf8');
  expect(text).toContain(from);
  writeFileSync(file, text.replace(from, to));
  return file;
}

describe('parley test', () => {
  it('plays the scenarios that are asked for and succeeds when all pass', async () => {
    const { out, code } = await run(testCommand, playbook, '--scenario', 'only-a-question', 'full-day');
    expect(out).toMatch(/^script +2\/2 +100\.0 %/m);
    expect(code).toBe(0);
  });

  it('fails, prints the talk and writes the reports when one does not', async () => {
    spoil('only-a-question', 'reached: []', 'reached: [cancel]');
    const out = path.join(folder, 'report');
    const seen = await run(
      testCommand,
      ...[playbook, '--scenario', 'only-a-question', '--report', 'html,json,junit', '--out', out],
    );
    expect(seen.code).toBe(1);
    expect(seen.out).toContain('✗ reached (turn 5): should reach cancel, but reached no goal');
    expect(['html', 'json', 'xml'].every((kind) => existsSync(path.join(out, `scenarios.${kind}`)))).toBe(
      true,
    );
    const suite = SuiteResult.parse(JSON.parse(readFileSync(path.join(out, 'scenarios.json'), 'utf8')));
    expect(suite.runs).toMatchObject([{ scenario: 'only-a-question', verdict: 'failed' }]);
  });

  it('compares with an earlier run', async () => {
    const out = path.join(folder, 'report');
    const words = [playbook, '--scenario', 'only-a-question', '--repeat', '6'];
    await run(testCommand, ...words, '--report', 'json', '--out', out);
    spoil('only-a-question', 'reached: []', 'reached: [cancel]');
    const seen = await run(testCommand, ...words, '--compare', path.join(out, 'scenarios.json'));
    expect(seen.out).toContain(
      'cannot be told: of 6 paired runs of 1 scenario 0 pass now and did not before, 6 the other way round',
    );
    expect(seen.out).toContain(`lost: ${PLAYBOOK}/only-a-question (script, run 6)`);
  });

  it.each([
    ['a scenario that is not there', ['--scenario', 'fly'], 'There is no scenario fly.'],
    ['a report that is not there', ['--compare', '/nowhere.json'], 'There is no report /nowhere.json.'],
    [
      'a report that is none',
      ['--compare', path.join(PLAYBOOKS_FOLDER, PLAYBOOK, 'playbook.yaml')],
      'is no JSON report',
    ],
  ])('refuses %s', async (_what, words, message) => {
    await expect(run(testCommand, playbook, ...words)).rejects.toThrow(message);
  });

  it('refuses a playbook that is not there', async () => {
    await expect(run(testCommand, 'nobody')).rejects.toThrow(
      'There is no playbook "nobody". There is dental-appointments,',
    );
  });

  it('refuses to compare calls that are not the same', async () => {
    const out = path.join(folder, 'report');
    await run(testCommand, playbook, '--scenario', 'only-a-question', '--report', 'json', '--out', out);
    await expect(
      run(testCommand, playbook, '--seed', '2', '--compare', path.join(out, 'scenarios.json')),
    ).rejects.toThrow('Compare with: --level text --seed 1');
  });

  it('asks a writer once, however often it is named', async () => {
    const words = ['--scenario', 'only-a-question', '--models', 'script,script'];
    expect((await run(testCommand, playbook, ...words)).out).toContain('1 runs at level text');
  });

  it('plays nothing while a scenario is wrong, and says where', async () => {
    const file = spoil('full-day', 'trouble: true', 'truoble: true');
    await expect(run(testCommand, playbook)).rejects.toThrow(
      `${file}:5:1  unknown key "truoble"; did you mean "trouble"?`,
    );
  });
});

describe('parley scenario check', () => {
  it('says that scenarios are right', async () => {
    expect(await run(scenarioCommand, 'check', playbook)).toMatchObject({ err: '', code: 0 });
  });

  it('lists what is wrong in them', async () => {
    const file = spoil('full-day', 'id: full-day', 'id: empty-day');
    const { err, code } = await run(scenarioCommand, 'check', playbook);
    expect(err).toBe(
      `${file}:1:1  the id "empty-day" is not the name of the file "full-day.yaml"; make them the same\n`,
    );
    expect(code).toBe(1);
  });

  it('prints the same as JSON', async () => {
    const file = spoil('full-day', 'id: full-day', 'id: empty-day');
    const { out, code } = await run(scenarioCommand, 'check', playbook, '--json');
    expect(JSON.parse(out)).toMatchObject({ ok: false, problems: [{ file, line: 1 }] });
    expect(code).toBe(1);
  });
});
