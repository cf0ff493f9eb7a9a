import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readKnowledge } from '../../lib/knowledge-files.ts';
import { checkPlaybooks, loadPlaybooks } from '../../lib/playbooks.ts';
import { PLAYBOOK_TEXT } from '../builders/playbook-text.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'parley-knowledge-'));
  write('playbook.yaml', PLAYBOOK_TEXT);
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function write(name: string, content: string | Uint8Array): void {
  const file = path.join(folder, 'corner-salon', name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, content);
}
const playbookFile = () => path.join(folder, 'corner-salon', 'playbook.yaml');
const problems = () =>
  checkPlaybooks(folder).problems.map(
    ({ file, message }) => `${path.relative(path.join(folder, 'corner-salon'), file)}: ${message}`,
  );

describe('the knowledge beside a playbook', () => {
  it('is compiled into it and changes its version', () => {
    const [before] = loadPlaybooks(folder);
    write('knowledge/en-US/color.md', '# Coloring\n\nIt takes two hours.');
    const [after] = loadPlaybooks(folder);
    expect(after?.passages).toMatchObject([
      { source: 'knowledge/en-US/color.md:3', text: 'It takes two hours.' },
    ]);
    expect(after?.version).not.toBe(before?.version);
  });

  it('is refused in a folder of no language of the playbook, and in another form than Markdown', () => {
    write('knowledge/fr-FR/color.md', 'Deux heures.');
    write('knowledge/en-US/color.docx', 'Two hours.');
    expect(problems()).toEqual([
      'knowledge/en-US/color.docx: knowledge is written in Markdown; make it a file that ends in .md',
      'knowledge/fr-FR: put knowledge into one folder for each language: knowledge/en-US',
    ]);
  });

  it('is needed in every language', () => {
    write('knowledge/en-US/color.md', 'Two hours.');
    const { problems } = readKnowledge(playbookFile(), ['en-US', 'es-US'], (file) => file);
    expect(problems.map(({ message }) => message)).toEqual([
      'there is no color.md for es-US; translate knowledge/en-US/color.md and save it under this name',
    ]);
  });

  it('that is refused is one problem: nobody is told to translate it before it is mended', () => {
    write('knowledge/en-US/color.md', new Uint8Array(Buffer.from('\ufeffTwo hours.', 'utf16le')));
    const { problems } = readKnowledge(playbookFile(), ['en-US', 'es-US'], (file) => file);
    expect(problems.map(({ message }) => message)).toEqual([
      'this is not UTF-8 but UTF-16; save the file as UTF-8',
    ]);
  });

  it('is checked in the same run as a playbook that is wrong itself', () => {
    write('playbook.yaml', PLAYBOOK_TEXT.replace('greeting:', 'grreting:'));
    write('knowledge/en-US/color.docx', 'Two hours.');
    expect(problems()).toEqual([
      expect.stringContaining('did you mean "greeting"?'),
      expect.stringContaining('knowledge/en-US/color.docx: knowledge is written in Markdown'),
    ]);
  });

  it('of five megabytes is refused without being read', () => {
    write('knowledge/en-US/all.md', new Uint8Array(5 * 1024 * 1024).fill(0x61));
    expect(problems()).toEqual([
      'knowledge/en-US/all.md: the file has 5.0 MB; at most 1.0 MB are read, so keep what callers ask about, or split it by subject',
    ]);
  });

  it('is refused where the files of a language are too many together', () => {
    for (const name of ['a', 'b', 'c'])
      write(`knowledge/en-US/${name}.md`, `# ${name}\n\n${'words and words. '.repeat(60_000)}`);
    expect(problems()).toEqual([
      'knowledge/en-US: the files here have 2.9 MB together; at most 2.0 MB are read for a language',
    ]);
  });
});
