import { Command, CommanderError } from 'commander';
import { CloudProblem } from '../cloud/cloud-problem.ts';
import { callCommand } from './call.ts';
import { callsCommand } from './calls.ts';
import { CommandFailed } from './command-failed.ts';
import { deployCommand } from './deploy.ts';
import { eventsCommand } from './events.ts';
import { messagesCommand } from './messages.ts';
import { playbookCommand } from './playbook.ts';
import { scenarioCommand } from './scenario.ts';
import { startCommand } from './start.ts';
import { testCommand } from './test.ts';

const program = new Command('parley')
  .description('AI phone agents, run on this machine as they would be deployed.')
  .showHelpAfterError('(add --help for the options)')
  .addCommand(startCommand())
  .addCommand(callCommand())
  .addCommand(callsCommand())
  .addCommand(eventsCommand())
  .addCommand(messagesCommand())
  .addCommand(playbookCommand())
  .addCommand(testCommand())
  .addCommand(scenarioCommand())
  .addCommand(deployCommand());

try {
  await program.parseAsync();
} catch (cause) {
  process.exitCode = 1;
  if (cause instanceof CommandFailed || cause instanceof CloudProblem)
    process.stderr.write(`${cause.message}\n`);
  else if (!(cause instanceof CommanderError)) throw cause;
}
