import { existsSync, readdirSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { bedrockAsk } from '../../adapters/bedrock/ask.ts';
import { bedrockClient } from '../../adapters/bedrock/converse.ts';
import { formatProblems } from '../../agent/playbook/problem.ts';
import { Level } from '../../agent/scenario/schema/scenario.ts';
import { PLAYBOOKS_FOLDER } from '../../lib/playbooks.ts';
import type { RealService } from '../cloud/environment.ts';
import { CommandFailed } from '../command-failed.ts';
import { htmlReport } from '../scenario/report/html-report.ts';
import { junitReport } from '../scenario/report/junit-report.ts';
import { printComparison, printSuite } from '../scenario/report/text-report.ts';
import { compareSuites } from '../scenario/run/compare-suites.ts';
import { earlierSuite } from '../scenario/run/earlier-suite.ts';
import type { Minds } from '../scenario/run/play-run.ts';
import { runSuite } from '../scenario/run/run-suite.ts';
import type { SuiteResult } from '../scenario/run/suite-result.ts';
import { type FoundScenario, findScenarios } from '../scenario/scenario-files.ts';
import { openStage } from '../scenario/stages/open-stage.ts';
import { SCRIPT } from '../scenario/stages/stage.ts';
import { type CommandOutput, PROCESS_OUTPUT } from './command-output.ts';
import { progressOn } from './progress.ts';

const REPORTS = {
  html: { file: 'scenarios.html', write: htmlReport },
  junit: { file: 'scenarios.xml', write: junitReport },
  json: { file: 'scenarios.json', write: (suite: SuiteResult) => `${JSON.stringify(suite, null, 2)}\n` },
} as const;
type ReportKind = keyof typeof REPORTS;
const REAL_SERVICES: readonly RealService[] = ['bedrock', 'polly', 'transcribe'];

interface Options {
  level: Level;
  models: string[];
  repeat: number;
  report: ReportKind[];
  out: string;
  compare?: string;
  scenario: string[];
  seed: number;
  jobs: number;
  aws: RealService[];
  callerModel?: string;
  judgeModel?: string;
}

const EXAMPLES = `
Each playbook's scenarios are in the folder scenarios/ beside it. The exit code is 0 when every run passed.

Examples:
  parley test                                     every scenario of every playbook, in text
  parley test dental-appointments --level turns   through the turn function, on the laptop's cloud
  parley test --repeat 5 --report html,json       five times each; reports into ./scenario-report
  parley test --level turns --models script,us.amazon.nova-lite-v1:0 --aws bedrock   one table of both
  parley test --compare scenario-report/scenarios.json   better or worse than that run?`;

/** `parley test`: plays scenarios and says what came of them. */
export function testCommand(output: CommandOutput = PROCESS_OUTPUT): Command {
  return new Command('test')
    .description("play a playbook's scenarios and hold each call against what it should have done")
    .argument('[playbook]', 'id of a playbook, or a path to one; all when absent')
    .addOption(
      new Option('--level <level>', 'how much of the product is played')
        .choices(Level.options)
        .default('text'),
    )
    .option('--models <ids>', `who writes: ${SCRIPT}, or ids of Bedrock models`, writers, [SCRIPT])
    .option('--repeat <times>', 'how often each scenario is played', positiveNumber, 1)
    .option('--report <kinds>', `reports to write: ${Object.keys(REPORTS).join(',')}`, reportKinds, [])
    .option('--out <folder>', 'where reports are written', 'scenario-report')
    .option('--compare <file>', 'the JSON report of another run, to tell better from worse')
    .option('--scenario <id...>', 'only these scenarios', [])
    .option('--seed <number>', 'of simulated callers: the same seed plays the same calls', positiveNumber, 1)
    .option('--jobs <number>', 'scenarios played at the same time', positiveNumber, os.availableParallelism())
    .addOption(
      new Option('--aws <service...>', "services left to AWS, with this machine's credentials")
        .choices(REAL_SERVICES)
        .default([]),
    )
    .option('--caller-model <id>', 'Bedrock model that plays the personas (needs --aws bedrock)')
    .option(
      '--judge-model <id>',
      'Bedrock model that judges what nothing else can tell (needs --aws bedrock)',
    )
    .addHelpText('after', EXAMPLES)
    .action((playbook: string | undefined, options: Options) => test(playbook, options, output));
}

async function test(playbook: string | undefined, options: Options, output: CommandOutput): Promise<void> {
  const earlier = options.compare === undefined ? undefined : earlierSuite(options.compare, options);
  const minds = mindsOf(options);
  const found = chosenScenarios(playbook, options);
  const castings = options.models.flatMap((model) => found.map((each) => ({ ...each, model })));
  const progress = progressOn(process.stderr);
  const { level, seed, repeat, jobs } = options;
  await using stage = await openStage({
    level,
    castings,
    seed,
    realServices: new Set(options.aws),
    onProgress: progress.show,
  });
  let failed = 0;
  const suite = await runSuite({
    stage,
    castings,
    repeat,
    seed,
    jobs,
    startedAt: new Date(),
    minds,
    imitated: imitatedModels(options),
    onResult: ({ verdict, scenario }, done, all) => {
      if (verdict === 'failed') failed += 1;
      progress.show(`${done}/${all} played, ${failed} failed: ${scenario}`);
    },
  });
  progress.done();
  await writeReports(options, suite);
  output.out(printSuite(suite).trimEnd());
  if (earlier !== undefined) {
    const { comparison, lost } = compareSuites(earlier, suite);
    output.out(printComparison(comparison, lost).trimEnd());
  }
  output.exitCode(exitCodeOf(suite));
}

function mindsOf({ callerModel, judgeModel, aws }: Options): Minds {
  if (callerModel === undefined && judgeModel === undefined) return {};
  if (!aws.includes('bedrock'))
    throw new CommandFailed('Models that play callers or judge are models of AWS: add --aws bedrock.');
  const client = bedrockClient();
  const asked = (id: string | undefined) => (id === undefined ? undefined : bedrockAsk(client, id));
  return { caller: asked(callerModel), judge: asked(judgeModel) };
}

/** Models that are asked for where the laptop's Bedrock answers: the script writes for them, at a model's pace. */
function imitatedModels({ models, level, aws }: Options): string[] {
  return level === 'text' || aws.includes('bedrock') ? [] : models.filter((model) => model !== SCRIPT);
}

/** A suite in which nothing counted has shown nothing. */
function exitCodeOf({ runs }: SuiteResult): number {
  const failed = runs.some(({ verdict }) => verdict === 'failed');
  return failed || !runs.some(({ verdict }) => verdict === 'passed') ? 1 : 0;
}

function chosenScenarios(playbook: string | undefined, { scenario }: Options): FoundScenario[] {
  const { scenarios, problems } = findScenarios(placeOf(playbook));
  if (problems.length > 0) throw new CommandFailed(formatProblems(problems));
  const ids = new Set(scenarios.map((each) => each.scenario.id));
  const unknown = scenario.filter((id) => !ids.has(id));
  if (unknown.length > 0)
    throw new CommandFailed(`There is no scenario ${unknown.join(', ')}. There is ${[...ids].join(', ')}.`);
  if (scenarios.length === 0)
    throw new CommandFailed(
      `There are no scenarios of ${playbook ?? 'any playbook'}. Write one in its folder scenarios/.`,
    );
  return scenario.length === 0 ? scenarios : scenarios.filter((each) => scenario.includes(each.scenario.id));
}

function placeOf(playbook: string | undefined): string {
  if (playbook === undefined) return PLAYBOOKS_FOLDER;
  const known = path.join(PLAYBOOKS_FOLDER, playbook);
  const place = existsSync(known) ? known : playbook;
  if (!existsSync(place))
    throw new CommandFailed(
      `There is no playbook "${playbook}". There is ${readdirSync(PLAYBOOKS_FOLDER).join(', ')}.`,
    );
  return place;
}

async function writeReports({ report, out }: Options, suite: SuiteResult): Promise<void> {
  if (report.length === 0) return;
  await mkdir(out, { recursive: true });
  for (const kind of report) {
    const { file, write } = REPORTS[kind];
    await writeFile(path.join(out, file), write(suite));
  }
}

/** Each is asked once, however often it is named. */
function writers(text: string): string[] {
  const named = [...new Set(commaList(text))];
  if (named.length === 0) throw new InvalidArgumentError(`Name ${SCRIPT}, or ids of Bedrock models.`);
  return named;
}

function commaList(text: string): string[] {
  return text
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
}

function reportKinds(text: string): ReportKind[] {
  return commaList(text).map((name) => {
    const kind = Object.keys(REPORTS).find((known): known is ReportKind => known === name);
    if (kind === undefined)
      throw new InvalidArgumentError(`"${name}" is none of ${Object.keys(REPORTS).join(', ')}.`);
    return kind;
  });
}

function positiveNumber(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1)
    throw new InvalidArgumentError('It must be a whole number from 1.');
  return value;
}
