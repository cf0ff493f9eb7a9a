import { CommanderError } from 'commander';
import { CloudProblem } from '../cloud-problem.ts';
import { CommandFailed } from '../command-failed.ts';
import { parleyProgram } from './program.ts';

try {
  await parleyProgram().parseAsync();
} catch (cause) {
  process.exitCode = 1;
  if (cause instanceof CommandFailed || cause instanceof CloudProblem)
    process.stderr.write(`${cause.message}\n`);
  else if (!(cause instanceof CommanderError)) throw cause;
}
