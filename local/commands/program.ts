import { Command } from 'commander';
import { callCommand } from './call.ts';
import { callsCommand } from './calls.ts';
import { deployCommand } from './deploy.ts';
import { eventsCommand } from './events.ts';
import { messagesCommand } from './messages.ts';
import { playbookCommand } from './playbook.ts';
import { scenarioCommand } from './scenario.ts';
import { startCommand } from './start.ts';
import { testCommand } from './test.ts';

/** Every command of `npm run parley`. */
export function parleyProgram(): Command {
  return (
    new Command('parley')
      .description('AI phone agents, run on this machine as they would be deployed.')
      // A command that has options and subcommands keeps them apart only where its parents do so too.
      .enablePositionalOptions()
      .showHelpAfterError('(add --help for the options)')
      .addCommand(startCommand())
      .addCommand(callCommand())
      .addCommand(callsCommand())
      .addCommand(eventsCommand())
      .addCommand(messagesCommand())
      .addCommand(playbookCommand())
      .addCommand(testCommand())
      .addCommand(scenarioCommand())
      .addCommand(deployCommand())
  );
}
