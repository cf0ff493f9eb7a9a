import { fitInput } from '../flow/fit-input.ts';
import type { StepTaken } from '../flow/mark.ts';
import { type Stand, standOf } from '../flow/stand.ts';
import { toolTaken } from '../flow/tool-taken.ts';
import { collectedFields, plainGoal, toolsOfSteps } from '../playbook/goals.ts';
import type { PlaybookSource } from '../playbook/schema.ts';
import { LOOKUPS } from '../tools/needs.ts';
import type { ToolCall, ToolResult } from '../tools/tool.ts';
import type { Progress } from './progress.ts';
import { stateNow } from './state-now.ts';
import type { WritingTurn } from './writing-turn.ts';

/** Whether a writer may have its tool run now, and with which input. */
export type Admitted =
  | { admitted: true; use: ToolCall; step?: (result: ToolResult) => StepTaken }
  | { admitted: false; refusal: ToolResult };

/**
 * Holds a writer to the steps: a tool that only steps use runs when its step has been reached by facts, with the
 * step's own input. Before that it is refused, and the refusal says what is missing. Other tools pass.
 */
export function admitTool(turn: WritingTurn, progress: Progress, use: ToolCall): Admitted {
  const { source, tools } = turn.playbook;
  if (!isForStepsOnly(source, use.name)) return { admitted: true, use };
  const stand = standOf(stateNow(turn, progress), source, turn.startedMs);
  if (stand?.standing.at !== 'tool' || stand.standing.node.deed.tool !== use.name)
    return { admitted: false, refusal: notNow(use, stand, source) };
  const { node, input, of } = stand.standing;
  const spec = tools.find(({ name }) => name === use.name);
  return {
    admitted: true,
    use: { ...use, input: fitInput(spec, input) },
    step: (result) => ({
      goal: stand.goal,
      step: node.id,
      ...toolTaken(result, source),
      of,
      tools: progress.tools.length,
    }),
  };
}

/** Whether the tool stands in steps, and no goal without steps leaves it to the writer. Look-ups change nothing. */
function isForStepsOnly(source: PlaybookSource, tool: string): boolean {
  const goals = Object.keys(source.goals);
  const inSteps = goals.some((id) => toolsOfSteps(source, id).includes(tool));
  const plainly = goals.some((id) => plainGoal(source.goals[id])?.tool === tool);
  return inSteps && !plainly && !LOOKUPS.has(tool);
}

function notNow({ id, name }: ToolCall, stand: Stand | undefined, source: PlaybookSource): ToolResult {
  const message = `${name} runs by itself when its step has been reached. ${whereItStands(stand, source)}`;
  return { ok: false, id, failure: 'not-now', message, content: { failure: 'not-now', message } };
}

/** What is missing, for whoever wanted to be further. */
function whereItStands(stand: Stand | undefined, source: PlaybookSource): string {
  if (stand === undefined) return 'First find out what the caller wants.';
  switch (stand.standing.at) {
    case 'collect':
      return `Still missing: ${missingOf(stand, source)}. Ask for it.`;
    case 'confirm':
      return 'First what was collected must be read back, and the caller must say yes.';
    case 'failed':
    case 'spent':
    case 'stuck':
      return 'It cannot be reached now. Offer a person.';
    default:
      return `The talk is at the step ${stand.standing.node?.id}. Go on from there.`;
  }
}

function missingOf({ goal, standing }: Stand, source: PlaybookSource): string {
  const missing = standing.at === 'collect' ? standing.missing : [];
  return collectedFields(source, goal)
    .filter((field) => missing.includes(field))
    .join(', ');
}
