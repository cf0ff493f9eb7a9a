import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { InvalidPlaybook } from '../../agent/playbook/problem.ts';
import { checkPlaybooks, loadPlaybooks, PLAYBOOKS_FOLDER, playbookFiles } from '../../lib/playbooks.ts';
import { PLAYBOOK_TEXT, playbookWith } from '../builders/playbook-text.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'parley-playbooks-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function write(name: string, text: string): string {
  mkdirSync(path.join(folder, name), { recursive: true });
  const file = path.join(folder, name, 'playbook.yaml');
  writeFileSync(file, text);
  return file;
}

describe('the playbooks of a folder', () => {
  it('are found by their file, their folder and the folder above', () => {
    const salon = write('corner-salon', PLAYBOOK_TEXT);
    const other = write('another', PLAYBOOK_TEXT);
    expect(playbookFiles(salon)).toEqual([salon]);
    expect(playbookFiles(path.dirname(salon))).toEqual([salon]);
    expect(playbookFiles(folder)).toEqual([other, salon]);
    expect(playbookFiles(path.join(folder, 'nowhere'))).toEqual([]);
  });

  it('are compiled in the order of their names', () => {
    write('corner-salon', PLAYBOOK_TEXT);
    write('a-salon', playbookWith(['id: corner-salon', 'id: a-salon']));
    expect(loadPlaybooks(folder).map((playbook) => playbook.id)).toEqual(['a-salon', 'corner-salon']);
  });

  it('are all refused together, with the problems of every file', () => {
    write('corner-salon', playbookWith(['greeting:', 'grreting:']));
    write('a-salon', playbookWith(['id: corner-salon', 'id: a-salon'], ['turns: 100', 'turns: many']));
    expect(() => loadPlaybooks(folder)).toThrow(InvalidPlaybook);
    expect(checkPlaybooks(folder).problems.map(({ line }) => line)).toEqual([126, 10]);
  });

  it('must be named like their folders, which is told beside whatever else is wrong', () => {
    write('salon', playbookWith(['turns: 100', 'turns: many']));
    expect(checkPlaybooks(folder).problems).toMatchObject([
      {
        line: 2,
        column: 5,
        message: 'the id "corner-salon" is not the name of the folder "salon"; make them the same',
      },
      { line: 126 },
    ]);
  });

  it('that does not hold any is refused by name', () => {
    expect(() => loadPlaybooks(folder)).toThrow(`There is no playbook in ${folder}`);
  });
});

describe('the playbooks of this repository', () => {
  it('are all right', () => {
    expect(checkPlaybooks(PLAYBOOKS_FOLDER).problems).toEqual([]);
    expect(loadPlaybooks().map((playbook) => playbook.id)).toContain('dental-appointments');
  });

  it('have a dental practice that can do and answer what it should', () => {
    const dental = loadPlaybooks().find((playbook) => playbook.id === 'dental-appointments');
    expect(Object.keys(dental?.source.goals ?? {})).toEqual(['book', 'cancel', 'reschedule']);
    const entries = dental?.source.knowledge.map(({ id }) => id) ?? [];
    expect(entries.filter((id) => id !== 'danger')).toHaveLength(8);
    expect(entries).toContain('danger');
    expect(dental?.source.greeting['en-US']).toContain('AI assistant');
  });
});

describe('a playbook that is not UTF-8', () => {
  it.each<[encoding: 'latin1' | 'utf16le', message: string]>([
    ['latin1', 'this is not UTF-8 but perhaps Windows-1252 or ISO-8859-1; save the file as UTF-8'],
    ['utf16le', 'this is not UTF-8 but UTF-16; save the file as UTF-8'],
  ])('is refused when it is %s, because its texts would be spoken wrong', (encoding, message) => {
    const file = write('corner-salon', '');
    writeFileSync(file, Buffer.from(`\ufeff${PLAYBOOK_TEXT.replace('Sam', 'Zoë')}`, encoding));
    expect(checkPlaybooks(file).problems).toEqual([expect.objectContaining({ column: 1, message })]);
  });
});
