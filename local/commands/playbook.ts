import { Command } from 'commander';
import { formatProblems } from '../../agent/playbook/problem.ts';
import { checkPlaybooks } from '../../lib/playbooks.ts';
import { type CommandOutput, PROCESS_OUTPUT } from './command-output.ts';
import { type Ask, addNew } from './playbook-new.ts';
import { printCompiled, printDifferences, printDrawing } from './playbook-print.ts';
import { addPublishing } from './playbook-publish.ts';

/** `parley playbook …`: commands for people who write playbooks. */
export function playbookCommand(output: CommandOutput = PROCESS_OUTPUT, ask?: Ask): Command {
  const playbook = new Command('playbook').description('check, show and compare what agents say and do');
  playbook
    .command('check')
    .description('list everything that is wrong in a playbook, with line and fix')
    .argument('<path>', 'a playbook.yaml, its folder, or a folder of such folders')
    .option('--json', 'print the result as JSON')
    .action((path: string, options: { json?: boolean }) => {
      check(path, options.json === true, output);
    });
  playbook
    .command('show')
    .description('draw the goals and their steps as a Mermaid flowchart')
    .argument('<path>', 'a playbook.yaml or its folder')
    .action((path: string) => printDrawing(path, output));
  playbook
    .command('compile')
    .description('print exactly what a model is told, and about how many tokens that is')
    .argument('<path>', 'a playbook.yaml or its folder')
    .option('--locale <locale>', 'only what it is told in this language, such as en-US')
    .option('--json', 'print the result as JSON')
    .action((path: string, options: { locale?: string; json?: boolean }) =>
      printCompiled(path, options, output),
    );
  playbook
    .command('diff')
    .description('say in words what changed between two versions of a playbook')
    .argument('<before>', 'the earlier playbook.yaml or its folder')
    .argument('<after>', 'the later one')
    .option('--json', 'print the result as JSON')
    .action((before: string, after: string, options: { json?: boolean }) =>
      printDifferences(before, after, options.json === true, output),
    );
  addNew(playbook, output, ask);
  addPublishing(playbook, output);
  return playbook;
}

function check(path: string, asJson: boolean, output: CommandOutput): void {
  const startedAt = performance.now();
  const { files, playbooks, problems } = checkPlaybooks(path);
  const ms = Math.round(performance.now() - startedAt);
  const ok = files.length > 0 && problems.length === 0;
  output.exitCode(ok ? 0 : 1);

  if (files.length === 0)
    output.err(`No playbook at "${path}": give a playbook.yaml, its folder, or a folder of such folders.`);
  if (asJson) output.out(JSON.stringify({ ok, files, problems, ms }, null, 2));
  else if (problems.length > 0)
    output.err(`${formatProblems(problems)}\n${count(problems.length, 'problem')}`);
  else if (ok)
    output.out(
      `${count(files.length, 'playbook')} checked in ${ms} ms, no problems: ${playbooks.map(({ id }) => id).join(', ')}`,
    );
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
