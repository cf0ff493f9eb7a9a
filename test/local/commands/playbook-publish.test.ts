import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadPlaybooks } from '../../../lib/playbooks.ts';
import { type Cloud, startCloud } from '../../../local/cloud/cloud.ts';
import { playbookCommand } from '../../../local/commands/playbook.ts';
import { readHours } from '../../../local/new-playbook/answers.ts';
import { writeNewPlaybook } from '../../../local/new-playbook/write.ts';
import { announceStack } from '../../../local/running-stack.ts';
import { freshProcesses } from '../../../local/scenario/stages/fresh-processes.ts';
import { synthesizeForScenarios } from '../../../local/scenario/stages/scenario-assembly.ts';
import { IN_MEMORY, saying, takeTurnIn } from '../../builders/take-turn.ts';

const ID = 'corner-salon';
const MESSAGES = {
  id: ID,
  company: 'Corner Salon',
  agent: 'Robin',
  tasks: ['messages'],
  languages: ['en-US'],
  timeZone: 'America/Chicago',
  hours: readHours('mon-fri 9:00-17:00'),
  handover: '+13125550142',
} as const;

const undo = new AsyncDisposableStack();
let folder: string;
let file: string;
let written: string;
let data: string;
let cloud: Cloud;

/** A deployment of one playbook on this machine, announced as `npm start` does. */
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'parley-publish-'));
  data = path.join(folder, 'data');
  undo.defer(() => rmSync(folder, { recursive: true }));
  writeNewPlaybook(folder, MESSAGES);
  file = path.join(folder, ID, 'playbook.yaml');
  written = readFileSync(file, 'utf8');
  const assembly = undo.use(synthesizeForScenarios(loadPlaybooks(path.join(folder, ID)), { parts: {} }));
  cloud = await startCloud({ ...IN_MEMORY, assemblyDirectory: assembly.directory });
  undo.defer(() => cloud.close());
  const { outputs, environment } = cloud;
  announceStack(data, { outputs, environment, mediaUrl: '', telephone: { url: '', lines: [] } });
});
afterAll(() => undo.disposeAsync());

async function parley(...given: string[]): Promise<string> {
  const out: string[] = [];
  const output = { out: (line: string) => out.push(line), err: () => undefined, exitCode: () => undefined };
  await playbookCommand(output).parseAsync([...given, '--data', data], { from: 'user' });
  return out.join('\n');
}

async function begin(callId: string): Promise<string> {
  return wordsOf(await takeTurnIn(cloud, { callId, turn: 1, cause: 'call-started', playbook: ID }));
}

function wordsOf(answer: Awaited<ReturnType<typeof takeTurnIn>>): string {
  return answer.flatMap((event) => (event.type === 'say' ? [event.text] : [])).join(' ');
}

/** The playbook with other first words and another answer. */
function change(greeting: string): void {
  writeFileSync(
    file,
    written
      .replace('Hi, this is {agent}, the AI', `${greeting}, this is {agent}, the AI`)
      .replace("We're open Monday", 'Our doors are open Monday'),
  );
}

describe('publishing to the stack that runs on this machine', () => {
  it('makes a changed playbook live for new calls; a call that goes on keeps its own; a roll-back takes it back', async () => {
    const before = crypto.randomUUID();
    expect(await begin(before)).toContain('Hi, this is Robin');
    change('Good day');
    const told = await parley('publish', path.join(folder, ID));
    expect(told).toMatch(/Calls to corner-salon begin with version [0-9a-f]{16} from now on/);
    expect(told).toContain('greeting.en-US was "Hi, this is');
    await freshProcesses(cloud);

    expect(await begin(crypto.randomUUID())).toContain('Good day, this is Robin');
    const answer = await takeTurnIn(cloud, saying(before, 2, 'what are your opening hours'));
    expect(wordsOf(answer)).toContain("We're open Monday");

    expect(await parley('list')).toMatch(
      /corner-salon: calls begin with version .*\n.*published, number 1, .*UTC, over deployment [0-9a-f]{16}\n.*greeting/,
    );
    expect(JSON.parse(await parley('list', ID, '--json'))).toMatchObject([
      {
        id: ID,
        publications: [
          {
            number: 1,
            how: 'published',
            changes: expect.arrayContaining([expect.stringContaining('greeting')]),
          },
        ],
      },
    ]);
    await parley('rollback', ID);
    await freshProcesses(cloud);
    expect(await begin(crypto.randomUUID())).toContain('Hi, this is Robin');
    expect(await parley('list', ID)).toContain('that of the deployment');
  });

  it('refuses a playbook that does not check clean, with every problem, and publishes nothing', async () => {
    const listed = await parley('list', ID);
    writeFileSync(
      file,
      written.replace('greeting:', 'greting:').replace('type: person-name', 'type: person'),
    );
    await expect(parley('publish', path.join(folder, ID))).rejects.toThrow(
      /Nothing was published\. 2 problems:[\s\S]*did you mean "greeting"[\s\S]*person-name/,
    );
    expect(await parley('list', ID)).toBe(listed);
  });

  it('refuses one that no line leads to, and what there is nothing of to publish', async () => {
    writeNewPlaybook(folder, { ...MESSAGES, id: 'another' });
    await expect(parley('publish', path.join(folder, 'another'))).rejects.toThrow('needs a deployment first');
    writeFileSync(file, written);
    await expect(parley('publish', path.join(folder, ID))).rejects.toThrow('nothing to publish');
    await expect(parley('rollback', ID, 'ffffffff')).rejects.toThrow('has no version ffffffff');
  });

  it('says so when nothing runs here', async () => {
    await expect(
      playbookCommand().parseAsync(['list', '--data', path.join(folder, 'empty')], { from: 'user' }),
    ).rejects.toThrow('Start it with npm start, or name the turn function');
  });
});
