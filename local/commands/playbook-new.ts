import path from 'node:path';
import { createInterface } from 'node:readline/promises';
import type { Command } from 'commander';
import { PLAYBOOKS_FOLDER } from '../../lib/playbooks.ts';
import { CommandFailed } from '../command-failed.ts';
import {
  type Answers,
  idOf,
  readHours,
  readId,
  readLanguages,
  readName,
  readPhone,
  readTasks,
  readTimeZone,
  UnusableAnswer,
} from '../new-playbook/answers.ts';
import { fromRepository } from '../new-playbook/paths.ts';
import { writeNewPlaybook } from '../new-playbook/write.ts';
import type { CommandOutput } from './command-output.ts';

interface Options {
  company?: string;
  id?: string;
  agent?: string;
  does?: string;
  languages?: string;
  hours?: string;
  timeZone?: string;
  handover?: string;
  into: string;
}

/** Where answers come from that no option gave: a person, or the default alone. */
export type Ask = (question: string, usual: string) => Promise<string>;

const EXAMPLES = `
In a terminal it asks for what no option gives; Enter takes the answer in brackets.
Without a terminal the company and the number must be given: the rest has defaults.

Example:
  parley playbook new --company "Corner Salon" --does book,messages --languages en-US,es-US \\
    --hours "tue-fri 9:00-18:00, sat 9:00-14:00" --time-zone America/Chicago --handover +13125550142`;

/** `parley playbook new`: asks a few questions and writes a folder that works. */
export function addNew(playbook: Command, output: CommandOutput, ask: Ask | undefined = terminal()): void {
  playbook
    .command('new')
    .description('ask a few questions and write the folder of a new agent')
    .option('--company <name>', 'the business as callers know it')
    .option('--id <id>', 'name of the folder; made of the company when absent')
    .option('--agent <name>', "the agent's own name")
    .option('--does <tasks>', 'what it does: book, leads, messages, separated by commas')
    .option('--languages <tags>', 'en-US, es-US, or both; a call begins in the first')
    .option('--hours <hours>', 'opening hours, such as "mon-fri 9:00-17:00, sat 10:00-14:00"')
    .option('--time-zone <zone>', 'of the business, such as America/New_York')
    .option('--handover <number>', 'where calls go when a person is needed, such as +12065550100')
    .option('--into <folder>', 'the folder in which the new one is made', PLAYBOOKS_FOLDER)
    .addHelpText('after', EXAMPLES)
    .action((options: Options) => make(options, output, ask));
}

async function make(options: Options, output: CommandOutput, ask: Ask | undefined): Promise<void> {
  try {
    const answers = await answersFrom(options, ask);
    const files = writeNewPlaybook(options.into, answers);
    const folder = fromRepository(path.join(options.into, answers.id));
    for (const file of files) output.out(fromRepository(file));
    output.out(`
Next:
  npm run parley -- playbook check ${folder}
  npm run parley -- test ${folder}
  open ${path.join(folder, 'playbook.yaml')} and make it yours from top to bottom`);
  } catch (cause) {
    if (cause instanceof UnusableAnswer) throw new CommandFailed(cause.message);
    throw cause;
  }
}

async function answersFrom(options: Options, ask: Ask | undefined): Promise<Answers> {
  const answer = <T>(question: Question<T>): Promise<T> => answered(question, ask);
  const company = await answer({
    given: options.company,
    option: '--company',
    ask: 'What is the business called?',
    read: readName,
  });
  return {
    company,
    id: options.id === undefined ? idOf(company) : readId(options.id),
    agent: await answer({
      given: options.agent,
      ask: "What is the agent's name?",
      usual: 'Robin',
      read: readName,
    }),
    tasks: await answer({
      given: options.does,
      ask: 'What should it do: book, leads, messages (separated by commas)?',
      usual: 'book',
      read: readTasks,
    }),
    languages: await answer({
      given: options.languages,
      ask: 'In which languages: en-US, es-US (the first is the usual one)?',
      usual: 'en-US',
      read: readLanguages,
    }),
    hours: await answer({
      given: options.hours,
      ask: 'When are you open?',
      usual: 'mon-fri 9:00-17:00',
      read: readHours,
    }),
    timeZone: await answer({
      given: options.timeZone,
      ask: 'In which time zone?',
      usual: Intl.DateTimeFormat().resolvedOptions().timeZone,
      read: readTimeZone,
    }),
    handover: await answer({
      given: options.handover,
      option: '--handover',
      ask: 'Which number takes calls for a person (with the country, such as +12065550100)?',
      read: readPhone,
    }),
  };
}

interface Question<T> {
  /** What the option says; undefined when it was not used. */
  given: string | undefined;
  ask: string;
  /** What most answer. */
  usual?: string;
  /** The option to name where nobody can be asked and there is no usual answer. */
  option?: string;
  read(text: string): T;
}

/** An option that cannot be used ends the command; an answer that cannot be used is asked for again. */
async function answered<T>(question: Question<T>, ask: Ask | undefined): Promise<T> {
  const { given, usual, read } = question;
  if (given !== undefined) return read(given);
  if (ask === undefined) {
    if (usual !== undefined) return read(usual);
    throw new CommandFailed(`There is no terminal to ask in: give ${question.option ?? 'it as an option'}.`);
  }
  let again = '';
  while (true) {
    const said = await ask(`${again}${question.ask}`, usual ?? '');
    try {
      return read(said.trim() === '' ? (usual ?? '') : said);
    } catch (cause) {
      if (!(cause instanceof UnusableAnswer)) throw cause;
      again = `${cause.message}\n`;
    }
  }
}

/** Asks in this process's terminal; undefined when there is none. */
function terminal(): Ask | undefined {
  if (process.stdin.isTTY !== true) return undefined;
  return async (question, usual) => {
    const lines = createInterface({ input: process.stdin, output: process.stderr });
    try {
      return await lines.question(usual === '' ? `${question} ` : `${question} [${usual}] `);
    } finally {
      lines.close();
    }
  };
}
