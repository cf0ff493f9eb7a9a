import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { compile } from '../../agent/playbook/compile.ts';
import type { CompiledPlaybook } from '../../agent/playbook/compiled-playbook.ts';
import type { PlaybookProblem } from '../../agent/playbook/problem.ts';
import type { PlaybookSource } from '../../agent/playbook/schema.ts';
import { decodeUtf8 } from '../../agent/playbook/utf8.ts';
import { type LoadedScenario, loadScenario } from '../../agent/scenario/load.ts';
import type { Scenario } from '../../agent/scenario/schema/scenario.ts';
import { checkPlaybooks, playbookFiles } from '../../lib/playbooks.ts';

/** The folder beside a playbook that holds its scenarios. */
const SCENARIOS_FOLDER = 'scenarios';

/** A scenario with the playbook that it tries. */
export interface FoundScenario {
  file: string;
  scenario: Scenario;
  playbook: CompiledPlaybook;
}

export interface FoundScenarios {
  scenarios: FoundScenario[];
  /** What is wrong in playbooks and scenarios; a file with a problem is not among the scenarios. */
  problems: PlaybookProblem[];
}

/** The scenarios of the playbooks that a path means, in alphabetical order. Never throws for what they say. */
export function findScenarios(where: string): FoundScenarios {
  const found: FoundScenarios = { scenarios: [], problems: [] };
  for (const playbookFile of playbookFiles(where)) {
    const { playbooks, passages, problems } = checkPlaybooks(playbookFile);
    found.problems.push(...problems);
    const [source] = playbooks;
    if (source === undefined || problems.length > 0) continue;
    const playbook = compile(source, passages.get(source));
    for (const file of scenarioFiles(path.dirname(playbookFile))) {
      const loaded = readScenario(file, source);
      const wrong = loaded.ok ? misplaced(file, loaded.scenario) : loaded.problems;
      found.problems.push(...wrong);
      if (loaded.ok && wrong.length === 0)
        found.scenarios.push({ file, scenario: loaded.scenario, playbook });
    }
  }
  return found;
}

function readScenario(file: string, playbook: PlaybookSource): LoadedScenario {
  const decoded = decodeUtf8(readFileSync(file));
  if (decoded.ok) return loadScenario(decoded.text, displayName(file), playbook);
  const { line, message } = decoded;
  return { ok: false, problems: [{ file: displayName(file), line, column: 1, message }] };
}

function scenarioFiles(playbookFolder: string): string[] {
  const folder = path.join(playbookFolder, SCENARIOS_FOLDER);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .toSorted()
    .map((name) => path.join(folder, name));
}

/** Where the scenario of that id stands, or would stand, beside a playbook. */
export function scenarioFile(playbookFolder: string, id: string): string {
  return path.join(playbookFolder, SCENARIOS_FOLDER, `${id}.yaml`);
}

function misplaced(file: string, { id }: Scenario): PlaybookProblem[] {
  const name = path.basename(file, '.yaml');
  if (name === id) return [];
  const message = `the id "${id}" is not the name of the file "${name}.yaml"; make them the same`;
  return [{ file: displayName(file), line: 1, column: 1, message }];
}

function displayName(file: string): string {
  const fromHere = path.relative(process.cwd(), file);
  return fromHere.startsWith('..') ? file : fromHere;
}
