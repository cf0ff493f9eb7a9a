import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Command } from 'commander';
import { stringify } from 'yaml';
import { formatProblems } from '../../agent/playbook/problem.ts';
import { CallNotPlayable, scenarioFromCall } from '../../agent/scenario/from-call.ts';
import type { Scenario } from '../../agent/scenario/schema/scenario.ts';
import { checkPlaybooks, PLAYBOOKS_FOLDER } from '../../lib/playbooks.ts';
import { CommandFailed } from '../command-failed.ts';
import { findScenarios, scenarioFile } from '../scenario/scenario-files.ts';
import { type CommandOutput, PROCESS_OUTPUT } from './command-output.ts';
import { withRecord } from './open-record.ts';
import { dataOption } from './shared-options.ts';
import { SCENARIO_SCHEMA_FILE } from './write-docs.ts';

/** Digits of a call's id that name its scenario, where no other name is given. */
const ID_DIGITS = 8;

/** `parley scenario …`: commands for people who write scenarios. */
export function scenarioCommand(output: CommandOutput = PROCESS_OUTPUT): Command {
  const scenario = new Command('scenario').description('write and check scenarios');
  scenario
    .command('check')
    .description('list everything that is wrong in scenarios, with line and fix')
    .argument('[path]', 'a playbook, or a folder of playbooks; all when absent')
    .option('--json', 'print the result as JSON', false)
    .action((where: string | undefined, { json }: { json: boolean }) =>
      check(where ?? PLAYBOOKS_FOLDER, json, output),
    );
  scenario
    .command('from-call')
    .description('make a scenario of a recorded call')
    .argument('<id>', 'the call id; list them with: parley calls')
    .option('--name <id>', "the scenario's id; made of the call's when absent")
    .option('--print', 'print it instead of writing it beside its playbook', false)
    .addOption(dataOption())
    .action((callId: string, options: FromCallOptions) => fromCall(callId, options, output));
  return scenario;
}

function check(where: string, asJson: boolean, output: CommandOutput): void {
  const { scenarios, problems } = findScenarios(where);
  const ok = problems.length === 0 && scenarios.length > 0;
  if (problems.length === 0 && scenarios.length === 0) output.err(`There are no scenarios at "${where}".`);
  if (asJson) output.out(JSON.stringify({ ok, scenarios: scenarios.length, problems }, null, 2));
  else if (problems.length > 0) output.err(formatProblems(problems));
  else if (ok) output.out(`${scenarios.length} scenarios checked, no problems.`);
  output.exitCode(ok ? 0 : 1);
}

interface FromCallOptions {
  name?: string;
  print: boolean;
  data: string;
}

async function fromCall(callId: string, options: FromCallOptions, output: CommandOutput): Promise<void> {
  const records = await withRecord(options.data, (record) => record.turns(callId));
  const playbookId = records[0]?.state.playbook.id;
  if (playbookId === undefined)
    throw new CommandFailed(`There is no call ${callId} in the record. List them with: parley calls`);
  const folder = path.join(PLAYBOOKS_FOLDER, playbookId);
  const [playbook] = checkPlaybooks(folder).playbooks;
  if (playbook === undefined)
    throw new CommandFailed(
      `The playbook ${playbookId} of that call cannot be read. Run: parley playbook check`,
    );
  const id = options.name ?? `call-${callId.replaceAll('-', '').slice(-ID_DIGITS)}`;
  const file = scenarioFile(folder, id);
  const text = written(made(records, playbook, id), file);
  if (options.print) {
    output.out(text.trimEnd());
    return;
  }
  if (existsSync(file)) throw new CommandFailed(`${file} is there already. Give another --name.`);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, text);
  output.out(`Written: ${file}\nIt holds what a caller said: replace names and numbers before you share it.`);
}

function made(...call: Parameters<typeof scenarioFromCall>): Scenario {
  try {
    return scenarioFromCall(...call);
  } catch (cause) {
    if (cause instanceof CallNotPlayable) throw new CommandFailed(cause.message);
    throw cause;
  }
}

function written(scenario: Scenario, file: string): string {
  const schema = path.relative(path.dirname(file), SCENARIO_SCHEMA_FILE);
  return `# yaml-language-server: $schema=${schema}\n${stringify(scenario)}`;
}
