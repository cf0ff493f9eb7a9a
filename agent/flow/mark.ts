import * as z from 'zod';

/** What a call remembers of a step that was done. */
export const StepMark = z.strictObject({
  /** `ok` or how its tool failed; `said`, `confirmed`, `forgotten` for steps without a tool. */
  outcome: z.string(),
  /** The values it was done with, as a signature: once one of them changes, the step is to be done again. */
  of: z.string(),
  turn: z.int().positive(),
  /** The variables that its tool set: they count while the talk's way leads through the step. */
  sets: z.record(z.string(), z.string()).optional(),
  /** How often it was done. */
  times: z.int().positive(),
});
export type StepMark = z.infer<typeof StepMark>;

/** Marks of steps by `goal/step`. */
export type Marks = Readonly<Record<string, StepMark>>;

/** A step that was taken in a turn, in the order in which it happened. */
export const StepTaken = z.strictObject({
  goal: z.string(),
  step: z.string(),
  /** `ok` or how its tool failed; `said`, `confirmed`, `forgotten`, `person`, `done`, `closed` for steps without a tool. */
  outcome: z.string(),
  /** The signature of the values it was done with. */
  of: z.string(),
  /** The fields that are asked for once more. */
  forget: z.array(z.string()).optional(),
  /** The variables that its tool set. */
  sets: z.record(z.string(), z.string()).optional(),
  /** How many of the turn's tools had run by then, the step's own included. */
  tools: z.int().nonnegative(),
});
export type StepTaken = z.infer<typeof StepTaken>;

/** The outcome of the last step of a goal that was reached, and of one that ended without. */
export const DONE = 'done';
export const CLOSED = 'closed';

/** Whether a step with that outcome was the last of its goal. */
export function endsGoal(outcome: string): boolean {
  return outcome === DONE || outcome === CLOSED;
}

/** The key of a step's mark. */
export function markKey(goal: string, step: string): string {
  return `${goal}/${step}`;
}
