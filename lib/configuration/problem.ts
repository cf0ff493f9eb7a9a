import { formatProblems, type PlaybookProblem } from '../../agent/playbook/problem.ts';

/** Something wrong in the configuration, and where: the same form as a playbook's problems. */
export type ConfigurationProblem = PlaybookProblem;

/** A configuration that cannot be deployed. Its message lists every problem, one a line. */
export class ConfigurationInvalid extends Error {
  override readonly name = 'ConfigurationInvalid';
  readonly problems: readonly ConfigurationProblem[];

  constructor(problems: readonly ConfigurationProblem[]) {
    super(`The configuration is not valid; docs/deploy.md explains each key.\n${formatProblems(problems)}`);
    this.problems = problems;
  }
}
