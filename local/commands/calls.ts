import { Command } from 'commander';
import { CommandFailed } from '../command-failed.ts';
import type { CallRow } from '../record/record-reader.ts';
import { type CallReport, reportCall } from '../report/call-report.ts';
import { printReport } from '../report/print-report.ts';
import { withRecord } from './open-record.ts';
import { dataOption } from './shared-options.ts';

interface Options {
  data: string;
  json: boolean;
}

/** `parley calls` and `parley calls show <id>`: the record. */
export function callsCommand(): Command {
  return (
    new Command('calls')
      // With the program's own `enablePositionalOptions`: or the options of `calls show` would be taken for those of
      // `calls`, which have the same names.
      .enablePositionalOptions()
      .description('list the calls in the record, newest first')
      .addOption(dataOption())
      .option('--json', 'print JSON', false)
      .action(async ({ data, json }: Options) => {
        const rows = await withRecord(data, (record) => record.calls());
        process.stdout.write(json ? `${JSON.stringify(rows, null, 2)}\n` : table(rows));
      })
      .addCommand(showCommand())
  );
}

function showCommand(): Command {
  return new Command('show')
    .description('one call: every turn with what was said, heard and done')
    .argument('<id>', 'the call id')
    .addOption(dataOption())
    .option('--json', 'print JSON', false)
    .action(async (callId: string, { data, json }: Options) => {
      const report = await withRecord(data, async (record) => reportCall(await record.turns(callId)));
      if (report === undefined)
        throw new CommandFailed(`There is no call ${callId} in the record. List them with: parley calls`);
      process.stdout.write(
        json ? `${JSON.stringify(report, null, 2)}\n` : printReport(report satisfies CallReport),
      );
    });
}

function table(rows: readonly CallRow[]): string {
  if (rows.length === 0) return 'No calls yet.\n';
  return rows
    .map(({ callId, startedAt, line, playbook, turns, outcome }) =>
      [
        callId,
        startedAt.slice(0, 19),
        line.padEnd(10),
        playbook.id.padEnd(20),
        `${turns} ${turns === 1 ? 'turn' : 'turns'}`.padEnd(9),
        outcome,
      ].join('  '),
    )
    .concat('')
    .join('\n');
}
