import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkPlaybooks, PLAYBOOKS_FOLDER } from '../../../lib/playbooks.ts';
import { playbookCommand } from '../../../local/commands/playbook.ts';
import type { Ask } from '../../../local/commands/playbook-new.ts';
import { type Answers, readHours, readTasks, UnusableAnswer } from '../../../local/new-playbook/answers.ts';
import { fromRepository } from '../../../local/new-playbook/paths.ts';
import { startScenarios } from '../../../local/new-playbook/scenarios.ts';
import { writeNewPlaybook } from '../../../local/new-playbook/write.ts';
import { runSuite } from '../../../local/scenario/run/run-suite.ts';
import { findScenarios } from '../../../local/scenario/scenario-files.ts';
import { textStage } from '../../../local/scenario/stages/text-stage.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'parley-new-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const GIVEN = [
  '--company',
  'Corner Salon',
  '--handover',
  '+1 (312) 555-0142',
  '--time-zone',
  'America/Chicago',
];

async function run(given: string[], ask?: Ask): Promise<string[]> {
  const out: string[] = [];
  const output = { out: (line: string) => out.push(line), err: () => undefined, exitCode: () => undefined };
  await playbookCommand(output, ask).parseAsync(['new', ...given, '--into', folder], { from: 'user' });
  return out;
}

function answers(changes: Partial<Answers> = {}): Answers {
  return {
    id: 'corner-salon',
    company: 'Corner Salon',
    agent: 'Robin',
    tasks: ['book'],
    languages: ['en-US'],
    timeZone: 'America/Chicago',
    hours: readHours('mon-fri 9:00-17:00'),
    handover: '+13125550142',
    ...changes,
  };
}

describe('a new playbook', () => {
  const all = ['book', 'leads', 'messages'] as const;
  const cases: [string, Partial<Answers>][] = [
    ...all.flatMap((task): [string, Partial<Answers>][] => [
      [`${task} in English`, { tasks: [task] }],
      [`${task} in Spanish`, { tasks: [task], languages: ['es-US'] }],
    ]),
    ['everything in both languages', { tasks: all, languages: ['en-US', 'es-US'] }],
    ['everything, Spanish first', { tasks: all, languages: ['es-US', 'en-US'] }],
    ['open at odd hours', { hours: readHours('thu 7:15-9:45, sun 13:30-23:00') }],
    ['a name with signs in it', { company: "Smith's: Roofs & Sons, Inc.", id: 'smiths' }],
  ];

  it.each(cases)('checks clean and passes its scenarios at once: %s', async (_, changes) => {
    writeNewPlaybook(folder, answers(changes));
    expect(checkPlaybooks(folder).problems).toEqual([]);
    const { scenarios, problems } = findScenarios(folder);
    expect(problems).toEqual([]);
    expect(scenarios.length).toBeGreaterThanOrEqual(3);
    const castings = scenarios.map((found) => ({ ...found, model: 'script' }));
    await using stage = textStage();
    const suite = await runSuite({ stage, castings, repeat: 1, seed: 1, jobs: 1, startedAt: new Date(0) });
    expect(suite.runs.flatMap(({ scenario, failures }) => failures.map((one) => [scenario, one]))).toEqual(
      [],
    );
    expect(suite.runs).toHaveLength(startScenarios(answers(changes), folder).length);
  });

  it('names its schemas and its own folder so that they are found, wherever it is written', () => {
    for (const file of writeNewPlaybook(folder, answers()).filter((name) => name.endsWith('.yaml'))) {
      const text = readFileSync(file, 'utf8');
      const schema = /\$schema=(\S+)/.exec(text)?.[1] ?? '';
      expect(existsSync(path.resolve(path.dirname(file), schema)), file).toBe(true);
    }
    const made = path.join(folder, 'corner-salon');
    const text = readFileSync(path.join(made, 'playbook.yaml'), 'utf8');
    expect(text).toContain(`playbook check ${made}\n`);
    expect(text).toContain(`parley -- test ${made}\n`);
    expect(fromRepository(path.join(PLAYBOOKS_FOLDER, 'salon'))).toBe(path.join('playbooks', 'salon'));
  });

  it('leaves a folder that is there as it is', () => {
    const [first = ''] = writeNewPlaybook(folder, answers());
    writeFileSync(first, 'mine now');
    expect(() => writeNewPlaybook(folder, answers())).toThrow(UnusableAnswer);
    expect(readFileSync(first, 'utf8')).toBe('mine now');
  });
});

describe('parley playbook new', () => {
  it('needs no terminal when company and number are given; the rest has defaults', async () => {
    const out = await run(GIVEN);
    expect(out.join('\n')).toContain('corner-salon/playbook.yaml');
    const [playbook] = checkPlaybooks(folder).playbooks;
    expect(playbook).toMatchObject({
      company: 'Corner Salon',
      handover: { to: '+13125550142' },
      hours: { mon: ['09:00-17:00'], sat: [] },
    });
  });

  it('says which option is missing where nobody can be asked', async () => {
    await expect(run(GIVEN.slice(0, 2))).rejects.toThrow('give --handover');
  });

  it.each([
    [['--hours', 'always'], '"always" are no opening hours'],
    [['--does', 'book,fly'], '"fly" is not what the agent does'],
    [['--languages', 'de-DE'], '"de-DE" is not a language'],
    [['--time-zone', 'Mars/Base'], '"Mars/Base" is not a time zone'],
    [['--handover', '555'], '"555" is not a phone number with its country'],
    [['--id', 'Corner Salon'], '"Corner Salon" cannot be an id'],
  ])('refuses %j and says what would be right', async (given, told) => {
    await expect(run([...GIVEN, ...given])).rejects.toThrow(told);
  });

  it('asks in a terminal, takes the usual answer for Enter, and asks again for what it cannot use', async () => {
    const asked: string[] = [];
    const said = [
      'Corner Salon',
      '',
      'everything',
      'messages',
      'es-US',
      '',
      'America/Chicago',
      '+13125550142',
    ];
    await run([], async (question) => {
      asked.push(question);
      return said.shift() ?? '';
    });
    expect(said).toEqual([]);
    expect(
      asked.filter((question) => question.includes('"everything" is not what the agent does')),
    ).toHaveLength(1);
    const [playbook] = checkPlaybooks(folder).playbooks;
    expect(Object.keys(playbook?.languages ?? {})).toEqual(['es-US']);
    expect(Object.keys(playbook?.goals ?? {})).toEqual(['message']);
    expect(playbook?.agent.name).toBe('Robin');
  });

  it('keeps the order in which things are named, each once', () => {
    expect(readTasks('messages, book,messages')).toEqual(['messages', 'book']);
  });
});
