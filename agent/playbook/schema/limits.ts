import * as z from 'zod';

export const Limits = z.strictObject({
  callMinutes: z.int().positive().max(180).describe('A call longer than this is brought to its end.'),
  turns: z.int().positive().max(1000).describe('A call of more turns than this is brought to its end.'),
  reasks: z
    .int()
    .nonnegative()
    .max(5)
    .describe('How often the same thing is asked again before a person is offered.'),
  silenceSeconds: z
    .number()
    .positive()
    .max(60)
    .describe('Silence after which the caller is asked whether they are still there.'),
  reminders: z
    .int()
    .nonnegative()
    .max(5)
    .describe('How often a silent caller is reminded before the call ends.'),
});
