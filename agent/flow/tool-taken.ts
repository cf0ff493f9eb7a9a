import { OK } from '../playbook/condition.ts';
import type { PlaybookSource } from '../playbook/schema.ts';
import type { ToolResult } from '../tools/tool.ts';
import { acceptVariables } from '../variables/accept.ts';
import type { StepTaken } from './mark.ts';

/** What is noted of a step whose tool ran: how it came out, and which variables it set. */
export function toolTaken(
  result: ToolResult,
  source: Pick<PlaybookSource, 'variables'>,
): Pick<StepTaken, 'outcome' | 'sets'> {
  if (!result.ok) return { outcome: result.failure };
  const sets: Record<string, string> = Object.assign(
    {},
    ...result.effects.map((effect) =>
      effect.effect === 'variables-set' ? acceptVariables(effect.variables, 'tool', source).values : {},
    ),
  );
  return { outcome: OK, ...(Object.keys(sets).length === 0 ? {} : { sets }) };
}
