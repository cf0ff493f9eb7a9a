import type * as z from 'zod';
import type { Finding } from '../playbook/check/finding.ts';
import { isGroup } from '../playbook/check/schema-shape.ts';
import { checkShape } from '../playbook/check/shape.ts';
import { checkSpelling } from '../playbook/check/spelling.ts';
import { readYaml } from '../playbook/check/yaml-document.ts';
import type { PlaybookProblem } from '../playbook/problem.ts';
import type { PlaybookSource } from '../playbook/schema.ts';
import { SCENARIO_RULES, type ScenarioParts } from './rules.ts';
import { CallerSource } from './schema/caller.ts';
import { Expectations } from './schema/expectations.ts';
import { Scenario } from './schema/scenario.ts';
import { World } from './schema/world.ts';

export type LoadedScenario = { ok: true; scenario: Scenario } | { ok: false; problems: PlaybookProblem[] };

/**
 * Reads and checks the text of a scenario's file for the playbook beside which it stands. Reports every
 * problem in one run, in the order of the file, each with its place and what would be right. `file` is the
 * name that the problems carry.
 */
export function loadScenario(text: string, file: string, playbook: PlaybookSource): LoadedScenario {
  const document = readYaml(text);
  const spelled = checkSpelling(Scenario, document.value, 'scenario');
  const shape = checkShape(Scenario, spelled.value, 'scenario');
  const rules = SCENARIO_RULES.flatMap((rule) => rule(partsOf(spelled.value), playbook));
  const inForm = [...spelled.findings, ...[...shape.findings, ...rules].map(asWritten)];
  const certain = inForm.filter(
    (finding) =>
      document.doubtfulFrom === Number.POSITIVE_INFINITY ||
      (finding.absence !== true && document.place(finding).line < document.doubtfulFrom),
  );
  const problems = [
    ...document.problems.map((problem) => ({ file, ...problem })),
    ...certain.map((finding) => ({ file, ...document.place(finding), message: finding.message })),
  ];
  if (problems.length > 0)
    return { ok: false, problems: problems.toSorted((a, b) => a.line - b.line || a.column - b.column) };
  return { ok: true, scenario: Scenario.parse(document.value) };

  function asWritten(finding: Finding): Finding {
    return { ...finding, path: spelled.asWritten(finding.path) };
  }
}

function partsOf(value: unknown): ScenarioParts {
  const group = isGroup(value) ? value : {};
  return {
    ...part('caller', CallerSource, group),
    ...part('world', World, group),
    ...part('expect', Expectations, group),
  };
}

function part<K extends string, S extends z.ZodType>(
  key: K,
  schema: S,
  group: Record<string, unknown>,
): { [P in K]?: z.output<S> } {
  const parsed = schema.safeParse(group[key]);
  const found: { [P in K]?: z.output<S> } = {};
  if (parsed.success) found[key] = parsed.data;
  return found;
}
