import * as z from 'zod';

/** What came of a talk track: still to be seen, the caller objected again, or they reached a goal after it. */
export const ObjectionOutcome = z.enum(['open', 'objected-again', 'overcome']);
export type ObjectionOutcome = z.infer<typeof ObjectionOutcome>;

/** An objection of the caller as the call's state keeps it. */
export const RaisedObjection = z.strictObject({
  objection: z.string(),
  /** The id of the talk track that answered it; null when all had been used and the agent stopped. */
  rebuttal: z.string().nullable(),
  turn: z.int().positive(),
  outcome: ObjectionOutcome,
});
export type RaisedObjection = z.infer<typeof RaisedObjection>;

/** How an objection of this turn is to be answered. */
export const ObjectionAnswer = z.strictObject({
  id: z.string(),
  /** The talk track; null when none is left. */
  rebuttal: z.string().nullable(),
  /** The talk track in the call's language, or what is said when the agent stops. */
  say: z.string(),
  /** What follows: back to where the talk was, an offer of a person, or a goodbye. */
  next: z.enum(['go-on', 'offer-person', 'goodbye']),
});
export type ObjectionAnswer = z.infer<typeof ObjectionAnswer>;
