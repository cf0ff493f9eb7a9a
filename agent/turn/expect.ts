import * as z from 'zod';

/**
 * The field of a `choice` that is none of the playbook's: which of the caller's own appointments is meant.
 * Nothing else is captured from the answer, so that the day of an old appointment is not taken for a new one.
 */
export const WHICH_APPOINTMENT = 'appointment';

/** What a yes to a question of the agent's own confirms; otherwise it confirms a field of type yes-no. */
export const CONFIRMS = { goal: 'goal', person: 'person', anythingElse: 'anything-else' } as const;

/**
 * What kind of answer the agent waits for next. The ears tune endpointing and vocabulary by it; the
 * capture code reads the caller's next words with it first in mind.
 *
 * `field` names the playbook field that was asked for, where one was.
 */
export const Expect = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('open') }),
  z.strictObject({ kind: z.literal('yes-no'), confirms: z.string().optional() }),
  z.strictObject({ kind: z.literal('digits'), field: z.string() }),
  z.strictObject({ kind: z.literal('name'), field: z.string() }),
  z.strictObject({ kind: z.literal('date'), field: z.string() }),
  z.strictObject({ kind: z.literal('time'), field: z.string() }),
  z.strictObject({ kind: z.literal('choice'), field: z.string() }),
  z.strictObject({ kind: z.literal('text'), field: z.string() }),
  z.strictObject({ kind: z.literal('nothing') }),
]);
export type Expect = z.infer<typeof Expect>;
