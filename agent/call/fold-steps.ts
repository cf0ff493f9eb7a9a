import { DONE, endsGoal, type Marks, markKey, type StepTaken } from '../flow/mark.ts';
import type { CompiledPlaybook } from '../playbook/compiled-playbook.ts';
import { OK } from '../playbook/condition.ts';
import type { ToolResult } from '../tools/tool.ts';
import type { CallState } from './call-state.ts';
import { foldResults, reachGoal } from './fold-effects.ts';

/** Marks that are kept, the newest: far more than the steps of any goal that a caller would sit through. */
export const MAX_STEP_MARKS = 60;

/** Folds in a turn's tools and steps in the order in which they happened. */
export function foldWork(
  state: CallState,
  results: readonly ToolResult[],
  steps: readonly StepTaken[],
  playbook: CompiledPlaybook,
): CallState {
  let folded = state;
  let ran = 0;
  for (const step of steps) {
    folded = foldStep(foldResults(folded, results.slice(ran, step.tools), playbook), step, playbook);
    ran = step.tools;
    if (!endsGoal(step.outcome)) continue;
    const reached = step.outcome === DONE ? step.goal : undefined;
    folded = withoutMarks(reachGoal(folded, reached, playbook), step.goal);
  }
  return foldResults(folded, results.slice(ran), playbook);
}

/** Folds in one step: its mark, and what it makes the call forget. */
export function foldStep(state: CallState, step: StepTaken, playbook: CompiledPlaybook): CallState {
  const { outcome, of, sets } = step;
  const key = markKey(step.goal, step.step);
  const before = state.steps?.[key];
  const times = (before?.times ?? 0) + 1;
  const mark = { outcome, of, turn: state.turn, ...(sets === undefined ? {} : { sets }), times };
  // What the tool set when it ran before, with other values, is no fact any more.
  const stale = Object.keys(before?.sets ?? {}).filter((name) => sets === undefined || !(name in sets));
  const variables = Object.entries(state.variables ?? {}).filter(([name]) => !stale.includes(name));
  const kept = stale.length === 0 ? {} : { variables: Object.fromEntries(variables) };
  const marked = { ...state, ...kept, steps: { ...newest({ ...state.steps, [key]: mark }) } };
  return step.forget === undefined ? marked : forget(marked, step.forget, playbook);
}

/** Without a day or time that is asked for again, the slots that were offered are worthless: they may be taken. */
function forget(state: CallState, names: readonly string[], { source }: CompiledPlaybook): CallState {
  const fields = Object.entries(state.fields).filter(([name]) => !names.includes(name));
  const ofSlot = names.some((name) => ['date', 'time'].includes(source.fields[name]?.type ?? ''));
  return { ...state, fields: Object.fromEntries(fields), offers: ofSlot ? [] : state.offers };
}

/**
 * Whoever wants the same goal again hears and confirms everything again. What a tool did with the same values is
 * not done a second time: wanting it again is most often hearing it twice.
 */
function withoutMarks(state: CallState, goal: string): CallState {
  const kept = Object.entries(state.steps ?? {}).filter(
    ([key, { outcome }]) => outcome === OK || !key.startsWith(markKey(goal, '')),
  );
  return { ...state, steps: Object.fromEntries(kept) };
}

function newest(marks: Marks): Marks {
  const entries = Object.entries(marks);
  if (entries.length <= MAX_STEP_MARKS) return marks;
  return Object.fromEntries(
    entries.toSorted(([, one], [, other]) => one.turn - other.turn).slice(-MAX_STEP_MARKS),
  );
}
