import type { CompiledPlaybook } from '../../agent/playbook/compiled-playbook.ts';
import { differences } from '../../agent/playbook/differences.ts';
import { drawPlaybook } from '../../agent/playbook/draw.ts';
import { estimateTokens } from '../../agent/playbook/instructions.ts';
import { loadPlaybooks } from '../../lib/playbooks.ts';
import type { CommandOutput } from './command-output.ts';

/** `parley playbook compile`: exactly what a model is told before the first word, and what it weighs. */
export function printCompiled(path: string, locale: string | undefined, output: CommandOutput): void {
  const playbook = only(path, output);
  if (playbook === undefined) return;
  const locales = locale === undefined ? playbook.locales : [locale];
  for (const one of locales) {
    const instructions = playbook.instructions[one];
    if (instructions === undefined) {
      fail(`${playbook.id} does not speak ${one}; it speaks ${playbook.locales.join(', ')}.`, output);
      return;
    }
    output.out(
      `${playbook.id} ${playbook.version} ${one}: about ${estimateTokens(instructions)} tokens, the same in every call and so cached\n`,
    );
    output.out(instructions);
  }
  output.out(`tools: about ${estimateTokens(JSON.stringify(playbook.tools))} tokens, cached as well\n`);
  output.out(JSON.stringify(playbook.tools, null, 2));
}

/** `parley playbook show`: goals and steps as a Mermaid flowchart. */
export function printDrawing(path: string, output: CommandOutput): void {
  const playbook = only(path, output);
  if (playbook !== undefined) output.out(drawPlaybook(playbook.source, playbook.locales[0]));
}

/** `parley playbook diff`: what changed between two versions, in words. */
export function printDifferences(before: string, after: string, output: CommandOutput): void {
  const [one, other] = [only(before, output), only(after, output)];
  if (one === undefined || other === undefined) return;
  const changes = differences(one.source, other.source);
  output.out(`${one.id} ${one.version} → ${other.id} ${other.version}`);
  output.out(
    changes.length === 0
      ? 'Nothing that is in playbook.yaml changed.'
      : changes.map((change) => `- ${change}`).join('\n'),
  );
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
