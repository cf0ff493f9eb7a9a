import type { CompiledPlaybook } from '../../agent/playbook/compiled-playbook.ts';
import { differences } from '../../agent/playbook/differences.ts';
import { drawPlaybook } from '../../agent/playbook/draw.ts';
import { estimateTokens } from '../../agent/playbook/instructions.ts';
import { knowledgeDifferences } from '../../agent/playbook/knowledge-differences.ts';
import { loadPlaybooks } from '../../lib/playbooks.ts';
import type { CommandOutput } from './command-output.ts';

/** What a model is told before the first word, and what it weighs. */
interface Told {
  id: string;
  version: string;
  instructions: { locale: string; tokens: number; text: string }[];
  tools: CompiledPlaybook['tools'];
  toolTokens: number;
}

/** `parley playbook compile`: exactly what a model is told, in all languages or in one. */
export function printCompiled(
  path: string,
  { locale, json }: { locale?: string; json?: boolean },
  output: CommandOutput,
): void {
  const playbook = only(path, output);
  if (playbook === undefined) return;
  const { id, version, locales, tools } = playbook;
  if (locale !== undefined && playbook.instructions[locale] === undefined) {
    fail(`${id} does not speak ${locale}; it speaks ${locales.join(', ')}.`, output);
    return;
  }
  const instructions = Object.entries(playbook.instructions)
    .filter(([one]) => locale === undefined || one === locale)
    .map(([one, text]) => ({ locale: one, tokens: estimateTokens(text), text }));
  const told: Told = { id, version, instructions, tools, toolTokens: estimateTokens(JSON.stringify(tools)) };
  output.out(json === true ? JSON.stringify(told, null, 2) : inWords(told));
}

function inWords({ id, version, instructions, tools, toolTokens }: Told): string {
  return [
    ...instructions.flatMap(({ locale, tokens, text }) => [
      `${id} ${version} ${locale}: about ${tokens} tokens, the same in every call and so cached\n`,
      text,
    ]),
    `tools: about ${toolTokens} tokens, cached as well\n`,
    JSON.stringify(tools, null, 2),
  ].join('\n');
}

/** `parley playbook show`: goals and steps as a Mermaid flowchart. */
export function printDrawing(path: string, output: CommandOutput): void {
  const playbook = only(path, output);
  if (playbook !== undefined) output.out(drawPlaybook(playbook.source, playbook.locales[0]));
}

/** `parley playbook diff`: what changed between two versions, in words. */
export function printDifferences(
  before: string,
  after: string,
  asJson: boolean,
  output: CommandOutput,
): void {
  const [one, other] = [only(before, output), only(after, output)];
  if (one === undefined || other === undefined) return;
  const changes = [
    ...differences(one.source, other.source),
    ...knowledgeDifferences(one.passages, other.passages),
  ];
  const said = changes.length === 0 ? ['Nothing changed.'] : changes.map((change) => `- ${change}`);
  output.out(
    asJson
      ? JSON.stringify({ before: named(one), after: named(other), changes }, null, 2)
      : [`${one.id} ${one.version} → ${other.id} ${other.version}`, ...said].join('\n'),
  );
}

function named({ id, version }: CompiledPlaybook): { id: string; version: string } {
  return { id, version };
}

/** The one playbook that a path means; says what is wrong where there is none, several, or one with problems. */
function only(path: string, output: CommandOutput): CompiledPlaybook | undefined {
  try {
    const [first, ...others] = loadPlaybooks(path);
    if (first !== undefined && others.length === 0) return first;
    fail(`${path} holds ${others.length + 1} playbooks; name the folder of one.`, output);
  } catch (cause) {
    if (!(cause instanceof Error)) throw cause;
    fail(cause.message, output);
  }
  return undefined;
}

function fail(message: string, output: CommandOutput): void {
  output.err(message);
  output.exitCode(1);
}
