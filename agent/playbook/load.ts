import { readDraft } from './check/draft.ts';
import type { Finding } from './check/finding.ts';
import { RULES } from './check/rules.ts';
import { checkShape } from './check/shape.ts';
import { checkSpelling } from './check/spelling.ts';
import { checkVariants, textsOfBase } from './check/variants.ts';
import { readYaml, type YamlDocument } from './check/yaml-document.ts';
import type { PlaybookProblem } from './problem.ts';
import { PlaybookSource } from './schema.ts';

/** Its id as it is written, be it right or not. */
export interface WrittenId {
  id: string;
  line: number;
  column: number;
}

export type LoadResult = { written: WrittenId | undefined } & (
  | { ok: true; playbook: PlaybookSource }
  | {
      ok: false;
      problems: PlaybookProblem[];
      /** The languages that it seems to have, for the check of its other files in the same run. */
      languages: string[];
    }
);

/**
 * Reads and checks the text of a `playbook.yaml`. Reports every problem in one run, in the order of the
 * file, each with its place and what would be right. `file` is the name that the problems carry.
 */
export function load(text: string, file: string): LoadResult {
  const document = readYaml(text);
  const spelled = checkSpelling(PlaybookSource, document.value);
  const shape = checkShape(PlaybookSource, spelled.value);
  const draft = readDraft(spelled.value);
  const inForm = [...spelled.findings, ...shape.findings.map(asWritten)];
  const inMeaning = [
    ...RULES.flatMap((rule) => rule(draft, textsOfBase(shape.texts))),
    ...checkVariants(spelled.value),
  ].map(asWritten);

  const problems = [
    ...document.problems.map((problem) => ({ file, ...problem })),
    ...once(withoutReplaced(trustworthy(document, inForm, inMeaning))).map((finding) => ({
      file,
      ...document.place(finding),
      message: finding.message,
    })),
  ];
  const written =
    draft.id === undefined ? undefined : { id: draft.id, ...document.place({ path: ['id'], at: 'value' }) };
  if (problems.length > 0) {
    const languages = Object.keys(draft.languages ?? {});
    return { ok: false, written, problems: inOrder(problems), languages };
  }
  return { ok: true, written, playbook: PlaybookSource.parse(document.value) };

  function asWritten(finding: Finding): Finding {
    return { ...finding, path: spelled.asWritten(finding.path) };
  }
}

/**
 * Where the form of the text is broken, what follows may have landed in the wrong place. Then only what is
 * certainly wrong is told: not what seems to be missing, and nothing that depends on another part.
 */
function trustworthy(document: YamlDocument, inForm: Finding[], inMeaning: Finding[]): Finding[] {
  if (document.doubtfulFrom === Number.POSITIVE_INFINITY) return [...inForm, ...inMeaning];
  return inForm.filter(
    (finding) => finding.absence !== true && document.place(finding).line < document.doubtfulFrom,
  );
}

/** Where a rule says better what is wrong in a place, what the form says of it is left out. */
function withoutReplaced(findings: readonly Finding[]): Finding[] {
  const placeOf = ({ path }: Finding): string => JSON.stringify(path);
  const better = new Set(findings.filter(({ instead }) => instead === true).map(placeOf));
  return findings.filter((finding) => finding.instead === true || !better.has(placeOf(finding)));
}

/** A step of a flow stands in several goals; what is wrong with it is told once. */
function once(findings: readonly Finding[]): Finding[] {
  return [
    ...new Map(
      findings.map((finding) => [JSON.stringify([finding.path, finding.message]), finding]),
    ).values(),
  ];
}

function inOrder(problems: PlaybookProblem[]): PlaybookProblem[] {
  return problems.toSorted((a, b) => a.line - b.line || a.column - b.column);
}
