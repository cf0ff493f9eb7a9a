/** Something wrong in a playbook, and where. */
export interface PlaybookProblem {
  file: string;
  /** From 1. */
  line: number;
  /** From 1, in characters. */
  column: number;
  /** What is wrong and what would be right, in one sentence. */
  message: string;
}

/** One line a problem, such as `playbook.yaml:12:3  unknown key "grreting"; did you mean "greeting"?`. */
export function formatProblems(problems: readonly PlaybookProblem[]): string {
  return problems
    .map(({ file, line, column, message }) => `${file}:${line}:${column}  ${message}`)
    .join('\n');
}

/** Playbooks that cannot be used. Its message lists every problem, one a line. */
export class InvalidPlaybook extends Error {
  override readonly name = 'InvalidPlaybook';
  readonly problems: readonly PlaybookProblem[];

  constructor(problems: readonly PlaybookProblem[]) {
    super(
      `${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}:\n${formatProblems(problems)}`,
    );
    this.problems = problems;
  }
}
