import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { MAX_DOCUMENT_BYTES, readDocument, tooLarge, tooMuch } from '../agent/knowledge/check-document.ts';
import { splitDocument } from '../agent/knowledge/split-document.ts';
import type { Passage } from '../agent/playbook/passage.ts';
import type { PlaybookProblem } from '../agent/playbook/problem.ts';

/** The folder of a playbook that holds its Markdown files, one folder a language: `knowledge/en-US/fees.md`. */
export const KNOWLEDGE_FOLDER = 'knowledge';
const MARKDOWN = '.md';

/** What came of reading the knowledge files of a playbook. */
export interface CheckedKnowledge {
  passages: Passage[];
  problems: PlaybookProblem[];
}

/**
 * Reads and checks the Markdown files beside a playbook's file, in the order of their names. `named` makes
 * the name that problems carry. `locales` are the playbook's languages. A playbook need not have any.
 */
export function readKnowledge(
  playbookFile: string,
  locales: readonly string[],
  named: (file: string) => string,
): CheckedKnowledge {
  const root = path.join(path.dirname(playbookFile), KNOWLEDGE_FOLDER);
  const read: CheckedKnowledge = { passages: [], problems: [] };
  if (!existsSync(root)) return read;
  const problem = (file: string, message: string) =>
    read.problems.push({ file: named(file), line: 1, column: 1, message });
  for (const entry of readdirSync(root).toSorted()) {
    const folder = path.join(root, entry);
    if (locales.includes(entry)) readLanguage(folder, entry, read, named);
    else
      problem(
        folder,
        `put knowledge into one folder for each language: ${locales.map((locale) => `${KNOWLEDGE_FOLDER}/${locale}`).join(', ')}`,
      );
  }
  for (const { file, locale, other } of missingTranslations(root, locales)) {
    const original = path.join(root, other, file);
    // Whoever has to mend a file first is not yet told to translate it.
    if (read.problems.some((each) => each.file === named(original))) continue;
    problem(
      path.join(root, locale, file),
      `there is no ${file} for ${locale}; translate ${[KNOWLEDGE_FOLDER, other, file].join('/')} and save it under this name`,
    );
  }
  return read;
}

function readLanguage(
  folder: string,
  locale: string,
  read: CheckedKnowledge,
  named: (file: string) => string,
): void {
  let bytesRead = 0;
  for (const name of readdirSync(folder).toSorted()) {
    const file = path.join(folder, name);
    if (path.extname(name) !== MARKDOWN) {
      read.problems.push({
        file: named(file),
        line: 1,
        column: 1,
        message: `knowledge is written in Markdown; make it a file that ends in ${MARKDOWN}`,
      });
      continue;
    }
    const { size } = statSync(file);
    const document =
      size > MAX_DOCUMENT_BYTES ? tooLarge(size, named(file)) : readDocument(readFileSync(file), named(file));
    if (!document.ok) read.problems.push(...document.problems);
    else {
      bytesRead += size;
      const inPlaybook = [KNOWLEDGE_FOLDER, locale, name].join('/');
      read.passages.push(...splitDocument({ path: inPlaybook, locale, text: document.text }));
    }
  }
  const excess = tooMuch(bytesRead, named(folder));
  if (excess !== undefined) read.problems.push(excess);
}

/** A file that one language has is needed in every other: a caller gets the same answers in each. */
function missingTranslations(
  root: string,
  locales: readonly string[],
): { file: string; locale: string; other: string }[] {
  const filesOf = (locale: string): string[] => {
    const folder = path.join(root, locale);
    return existsSync(folder) ? readdirSync(folder).toSorted() : [];
  };
  const written = new Map<string, string>();
  for (const locale of locales.toReversed())
    for (const file of filesOf(locale)) if (path.extname(file) === MARKDOWN) written.set(file, locale);
  return locales.flatMap((locale) => {
    const there = filesOf(locale);
    return [...written].flatMap(([file, other]) => (there.includes(file) ? [] : [{ file, locale, other }]));
  });
}
