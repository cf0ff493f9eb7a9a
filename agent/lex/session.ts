import * as z from 'zod';
import { Expect } from '../turn/expect.ts';

/** Where the contact flow goes when Lex gives the caller back to it. */
export const Route = z.enum(['continue', 'transfer', 'end', 'language']);
export type Route = z.infer<typeof Route>;

/** How words are marked up for the voice that speaks them. */
export const Markup = z.enum(['ssml', 'agentic']);
export type Markup = z.infer<typeof Markup>;

/** Lines that Lex hears and speaks for. */
export const LexLine = z.enum(['connect', 'chime-pstn']);
export type LexLine = z.infer<typeof LexLine>;

const ExpectText = z
  .string()
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      context.addIssue('not JSON');
      return z.NEVER;
    }
  })
  .pipe(Expect);

/**
 * What of the session attributes is ours. Everything is text, set by the line before the first turn and by
 * the hook with each turn; it goes round with every event, so that a repeated event means the same turn.
 */
export const LexSession = z.object({
  /** Id of the playbook that answers. */
  playbook: z.string().min(1),
  /** Connect's contact id, or the SIP transaction: what the call's id is made of. */
  contactId: z.string().min(1),
  line: LexLine.catch('connect'),
  markup: Markup.catch('ssml'),
  recognition: z.enum(['Advanced', 'Neural', 'Standard']).catch('Standard'),
  /** The last turn that was answered; absent when nobody knows (it is then read from the record). */
  turn: z.coerce.number().int().positive().optional().catch(undefined),
  /** The turn that was too slow and is still being thought through. */
  waitingFor: z.coerce.number().int().positive().optional().catch(undefined),
  /** How often the caller was asked to wait for it. */
  waits: z.coerce.number().int().nonnegative().catch(0),
  /** When the call began, ISO-8601. */
  startedAt: z.iso.datetime().optional().catch(undefined),
  /** What was asked for last, as JSON. */
  expect: ExpectText.optional().catch(undefined),
  /** The caller's number, as the line gives it. */
  from: z.string().optional(),
});
export type LexSession = z.infer<typeof LexSession>;
