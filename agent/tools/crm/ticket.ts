import * as z from 'zod';
import { PhoneNumber } from '../../turn/turn-request.ts';

/** How soon somebody has to look at it. */
export const Urgency = z.enum(['low', 'normal', 'high']);
export type Urgency = z.infer<typeof Urgency>;

/** Something that a person of the business has to do. */
export const Ticket = z.strictObject({
  /** Six digits, which can be said on the telephone and written down. */
  number: z.string().regex(/^\d{6}$/),
  /** What it is about, in words. */
  about: z.string(),
  urgency: Urgency,
  status: z.literal('open'),
  callId: z.string(),
  /** E.164: where to call back; absent when no number is known. */
  phone: PhoneNumber.optional(),
  /** What the call brought, by the playbook's fields. */
  fields: z.record(z.string(), z.string()),
  /** ISO-8601, UTC. */
  createdAt: z.iso.datetime(),
});
export type Ticket = z.infer<typeof Ticket>;

export type NewTicket = Omit<Ticket, 'number' | 'status'>;

/** The number as it is spoken: digit by digit. */
export function spokenTicket(number: string): string {
  return [...number].join(' ');
}
