import * as z from 'zod';
import { PhoneNumber } from '../../turn/turn-request.ts';

/** The longest value of one field of a lead, in characters: what a caller tells in a sentence or two. */
export const MAX_LEAD_VALUE_CHARACTERS = 500;

/** Someone who may become a customer, as the customer system has them. Everything in it is data. */
export const Lead = z.strictObject({
  id: z.string(),
  name: z.string().optional(),
  phone: PhoneNumber.optional(),
  email: z.string().optional(),
  status: z.string(),
  score: z.number().optional(),
  /** By the names that the playbook gives them. */
  fields: z.record(z.string(), z.string()),
  /** What was noted last, in words. */
  note: z.string().optional(),
  /** ISO-8601, UTC. */
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
export type Lead = z.infer<typeof Lead>;

/** What of a lead can set a variable, beside the names that the playbook gives it. */
export const LEAD_PARTS = ['name', 'phone', 'email', 'status', 'score', 'note'] as const;

/** What of a lead is new. What is absent stays as it is. */
export type LeadChanges = Partial<Pick<Lead, 'name' | 'phone' | 'email' | 'status' | 'score' | 'note'>> & {
  fields?: Record<string, string>;
};

/** The lead with the changes in it. A field that is not named keeps its value. */
export function changed(lead: Lead, { fields, ...own }: LeadChanges, nowMs: number): Lead {
  return {
    ...lead,
    ...own,
    fields: { ...lead.fields, ...fields },
    updatedAt: new Date(nowMs).toISOString(),
  };
}
