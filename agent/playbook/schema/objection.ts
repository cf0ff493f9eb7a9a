import * as z from 'zod';
import { hears, Id, says } from './text.ts';

/** A reason not to go on that callers give, and how it is answered. */
export const Objection = z.strictObject({
  phrases: hears('How callers raise it.'),
  rebuttals: z
    .array(
      z.strictObject({
        id: Id.describe('Names the talk track in the record.'),
        say: says('The talk track, as it is spoken. What was being asked is asked again after it.'),
      }),
    )
    .min(1)
    .describe('Talk tracks in the order in which they are tried, each once a call.'),
  stop: z
    .strictObject({
      say: says('What is said when the talk tracks have been used up.'),
      next: z
        .enum(['go-on', 'offer-person', 'goodbye'])
        .describe('What follows: back to where the talk was, an offer of a person, or the end of the call.'),
    })
    .describe('When the caller objects once more after the last talk track.'),
});
export type Objection = z.infer<typeof Objection>;
