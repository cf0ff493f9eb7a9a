import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { drawPlaybook } from '../../../agent/playbook/draw.ts';
import { PlaybookSource } from '../../../agent/playbook/schema.ts';
import { playbookCommand } from '../../../local/commands/playbook.ts';
import { playbookWith } from '../../builders/playbook-text.ts';
import { steppedWith } from '../../builders/stepped-text.ts';

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

  it.each([[[]], [['--json']]])('fails by name where there is no playbook, with %j', async (options) => {
    const { err, code } = await run('check', path.join(folder, 'nowhere'), ...options);
    expect(err).toContain(`No playbook at "${path.join(folder, 'nowhere')}"`);
    expect(code).toBe(1);
  });
});

describe('parley playbook show, compile and diff', () => {
  function salon(name: string, ...changes: [find: string, replacement: string][]): string {
    const at = path.join(folder, name, 'corner-salon');
    mkdirSync(at, { recursive: true });
    writeFileSync(path.join(at, 'playbook.yaml'), playbookWith(...changes));
    return at;
  }

  it('draws each goal with its steps in order', async () => {
    const { out, err } = await run('show', salon('one'));
    expect(err).toBe('');
    expect(out).toContain('flowchart TD');
    expect(out).toContain('caller --> g0[["book: book a visit"]]');
    expect(out).toContain('g0_f0 --> g0_f1["day (date)"]');
    expect(out).toContain('g0_c -->|"yes"| g0_t[/"book_appointment"/]');
  });

  it('draws a step that may be left out with both ways', async () => {
    const only =
      '    collect: [reason, day, time, name, phone]\n    only:\n      day: { field: reason, is: cut }\n';
    const text = playbookWith(['    collect: [reason, day, time, name, phone]\n', only]);
    const source = parse(text);
    const drawn = drawPlaybook(PlaybookSource.parse(source), 'en-US');
    expect(drawn).toContain('g0_f0 -->|"reason is cut"| g0_f1["day (date)"]');
    expect(drawn).toContain('g0_f0 -->|"else"| g0_f2["time (time)"]');
  });

  it('draws the steps of a goal with the conditions of their ways', () => {
    const drawn = drawPlaybook(PlaybookSource.parse(parse(steppedWith())), 'en-US');
    expect(drawn).toContain('g2_s1[/"priced: get_price"/]');
    expect(drawn).toContain('g2_s1 -->|"price is at most 50"| g2_s2');
    expect(drawn).toContain('g2_s1 -->|"else"| g2_s3');
    expect(drawn).toContain('g2_s1 -->|"failed"|');
    expect(drawn).toContain('(["finish: done"])');
  });

  it('prints what the model is told, with its weight', async () => {
    const { out } = await run('compile', salon('one'), '--locale', 'en-US');
    expect(out).toMatch(/corner-salon [0-9a-f]{16} en-US: about \d+ tokens/);
    expect(out).toContain('You are Sam of Corner Salon');
    expect(out).toContain('"name": "book_appointment"');
  });

  it('refuses a language that the playbook does not speak', async () => {
    const { err, code } = await run('compile', salon('one'), '--locale', 'fr-FR');
    expect(err).toBe('corner-salon does not speak fr-FR; it speaks en-US.');
    expect(code).toBe(1);
  });

  it('says in words what changed', async () => {
    const changed = salon(
      'two',
      ['Take your time.', 'No hurry.'],
      ['tools:\n', 'tools:\n  - note_fields\n'],
      ['reasks: 2', 'reasks: 3'],
    );
    const { out } = await run('diff', salon('one'), changed);
    expect(out).toContain('- phrases.takeYourTime.en-US was "Take your time." and is now "No hurry."');
    expect(out).toContain('- tools now has "note_fields"');
    expect(out).toContain('- limits.reasks was 2 and is now 3');
    expect(out.match(/- /g)).toHaveLength(3);
  });

  it('says what changed in knowledge files, by file and heading', async () => {
    const [before, after] = [salon('one'), salon('two')];
    for (const [at, fee] of [[before, 'Sixty'] as const, [after, 'Seventy'] as const]) {
      mkdirSync(path.join(at, 'knowledge/en-US'), { recursive: true });
      writeFileSync(path.join(at, 'knowledge/en-US/fees.md'), `# Fees\n\n${fee} dollars.\n`);
    }
    const { out } = await run('diff', before, after);
    expect(out).toContain('- knowledge/en-US/fees.md: what stands under "Fees" changed');
  });

  it('prints both as JSON for a program', async () => {
    const [before, after] = [salon('one'), salon('two', ['reasks: 2', 'reasks: 3'])];
    expect(JSON.parse((await run('diff', before, after, '--json')).out)).toMatchObject({
      before: { id: 'corner-salon', version: expect.stringMatching(/^[0-9a-f]{16}$/) },
      changes: ['limits.reasks was 2 and is now 3'],
    });
    expect(JSON.parse((await run('compile', before, '--json')).out)).toMatchObject({
      id: 'corner-salon',
      instructions: [
        { locale: 'en-US', tokens: expect.any(Number), text: expect.stringContaining('You are Sam') },
      ],
    });
  });

  it('says so when nothing changed, and names what is wrong with a playbook', async () => {
    expect((await run('diff', salon('one'), salon('same'))).out).toContain('Nothing changed.');
    const { err, code } = await run('show', salon('bad', ['greeting:', 'grreting:']));
    expect(err).toContain('unknown key "grreting"; did you mean "greeting"?');
    expect(code).toBe(1);
  });
});
