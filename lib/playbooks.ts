import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { compile } from '../agent/playbook/compile.ts';
import type { CompiledPlaybook } from '../agent/playbook/compiled-playbook.ts';
import { load, type WrittenId } from '../agent/playbook/load.ts';
import type { Passage } from '../agent/playbook/passage.ts';
import { InvalidPlaybook, type PlaybookProblem } from '../agent/playbook/problem.ts';
import type { PlaybookSource } from '../agent/playbook/schema.ts';
import { decodeUtf8 } from '../agent/playbook/utf8.ts';
import { readKnowledge } from './knowledge-files.ts';
import { REPOSITORY_ROOT } from './repository.ts';

/** What a playbook's file is called in its folder. */
export const PLAYBOOK_FILE = 'playbook.yaml';
/** Where the playbooks of this repository are. */
export const PLAYBOOKS_FOLDER = path.join(REPOSITORY_ROOT, 'playbooks');

/** What came of reading playbook files: those that are right, and everything that is wrong. */
export interface CheckedPlaybooks {
  files: string[];
  playbooks: PlaybookSource[];
  /** What the knowledge files of each of them say. */
  passages: ReadonlyMap<PlaybookSource, Passage[]>;
  problems: PlaybookProblem[];
}

/**
 * Reads, checks and compiles all playbooks of a folder, in alphabetical order. Throws `InvalidPlaybook`
 * with every problem of every file when one is not right.
 */
export function loadPlaybooks(folder: string = PLAYBOOKS_FOLDER): CompiledPlaybook[] {
  const { files, playbooks, passages, problems } = checkPlaybooks(folder);
  if (problems.length > 0) throw new InvalidPlaybook(problems);
  if (files.length === 0)
    throw new Error(
      `There is no playbook in ${folder}; make one as ${path.join(folder, '<id>', PLAYBOOK_FILE)}.`,
    );
  return playbooks.map((playbook) => compile(playbook, passages.get(playbook)));
}

/** Reads and checks the playbooks that a path means (see `playbookFiles`). Never throws for what they say. */
export function checkPlaybooks(where: string): CheckedPlaybooks {
  const passages = new Map<PlaybookSource, Passage[]>();
  const problems: PlaybookProblem[] = [];
  const files = playbookFiles(where);
  for (const file of files) {
    const decoded = decodeUtf8(readFileSync(file));
    if (!decoded.ok) {
      problems.push({ file: displayName(file), line: decoded.line, column: 1, message: decoded.message });
      continue;
    }
    const result = load(decoded.text, displayName(file));
    problems.push(...misplaced(file, result.written));
    if (!result.ok) {
      // Its other files are checked in the same run, if it can be told which languages they should be in.
      const { languages } = result;
      const beside = languages.length > 0 ? readKnowledge(file, languages, displayName).problems : [];
      problems.push(...result.problems, ...beside);
      continue;
    }
    const knowledge = readKnowledge(file, Object.keys(result.playbook.languages), displayName);
    passages.set(result.playbook, knowledge.passages);
    problems.push(...knowledge.problems);
  }
  return { files, playbooks: [...passages.keys()], passages, problems };
}

/**
 * The playbook files that a path means: the file itself, the playbook of a folder, or those of the folders
 * in it, in alphabetical order. Empty when there is none.
 */
export function playbookFiles(where: string): string[] {
  if (!existsSync(where)) return [];
  if (!statSync(where).isDirectory()) return [where];
  const own = path.join(where, PLAYBOOK_FILE);
  if (existsSync(own)) return [own];
  return readdirSync(where)
    .toSorted()
    .map((entry) => path.join(where, entry, PLAYBOOK_FILE))
    .filter((file) => existsSync(file));
}

/** The folder is how people find a playbook, the id how calls do: they must be the same. */
function misplaced(file: string, written: WrittenId | undefined): PlaybookProblem[] {
  const folder = path.basename(path.dirname(path.resolve(file)));
  if (written === undefined || path.basename(file) !== PLAYBOOK_FILE || folder === written.id) return [];
  const { id, line, column } = written;
  const message = `the id "${id}" is not the name of the folder "${folder}"; make them the same`;
  return [{ file: displayName(file), line, column, message }];
}

/** Files inside the working directory are named from there, as a compiler does. */
function displayName(file: string): string {
  const fromHere = path.relative(process.cwd(), file);
  return fromHere.startsWith('..') ? file : fromHere;
}
