import { Command } from 'commander';
import { CommandFailed } from '../command-failed.ts';
import { archivedEvents } from '../record/archived-events.ts';
import { findStack } from '../running-stack.ts';
import { dataOption } from './shared-options.ts';

/** `parley events <id>`: what was published of a call. */
export function eventsCommand(): Command {
  return new Command('events')
    .description('what was published of a call on the event bus, in order')
    .argument('<id>', 'the call id')
    .addOption(dataOption())
    .option('--json', 'print JSON', false)
    .action((callId: string, { data, json }: { data: string; json: boolean }) => {
      const found = findStack(data);
      if (found === undefined)
        throw new CommandFailed(`There is no record in ${data} yet. Run npm start and place a call.`);
      const bus = found.stack.outputs.EventBusOutput;
      const events = bus === undefined ? [] : archivedEvents(data, bus, callId);
      if (events.length === 0)
        throw new CommandFailed(
          `Nothing was published of a call ${callId}. List the calls with: parley calls`,
        );
      const lines = events.map(({ at, turn, sequence, type, data: detail }) =>
        [at.slice(11, 23), `${turn}.${sequence}`.padEnd(5), type.padEnd(18), JSON.stringify(detail)].join(
          '  ',
        ),
      );
      process.stdout.write(json ? `${JSON.stringify(events, null, 2)}\n` : `${lines.join('\n')}\n`);
    });
}
