import * as z from 'zod';
import { SipAction } from './action.ts';

/** Most actions in one response, and most of the transaction's attributes (Chime SDK developer guide). */
const MAX_ACTIONS = 10;
const MAX_ATTRIBUTES = 100;
const MAX_ATTRIBUTE_BYTES = 20 * 1024;

const Response = z.object({
  SchemaVersion: z.literal('1.0'),
  Actions: z.array(z.looseObject({ Type: z.string() })).nullish(),
  TransactionAttributes: z.record(z.string(), z.string()).optional(),
});

/** What the application's function answered. `actions` is undefined when it leaves the running ones alone. */
export type SipResponse =
  | {
      valid: true;
      actions: readonly SipAction[] | undefined;
      /** Undefined keeps those that the transaction has. */
      attributes: Readonly<Record<string, string>> | undefined;
    }
  | { valid: false; errorType: string; errorMessage: string };

/** Reads a response. What Chime would refuse is told by the error of its INVALID_LAMBDA_RESPONSE. */
export function readSipResponse(payload: unknown): SipResponse {
  const parsed = Response.safeParse(payload);
  if (!parsed.success) return invalid('InvalidResponse', z.prettifyError(parsed.error));
  const { Actions, TransactionAttributes: attributes } = parsed.data;
  if ((Actions?.length ?? 0) > MAX_ACTIONS)
    return invalid('InvalidResponse', `At most ${MAX_ACTIONS} actions are allowed.`);
  const entries = Object.entries(attributes ?? {});
  if (entries.length > MAX_ATTRIBUTES || Buffer.byteLength(JSON.stringify(entries)) > MAX_ATTRIBUTE_BYTES)
    return invalid('InvalidResponse', 'The transaction attributes are too many or too large.');
  const actions: SipAction[] = [];
  for (const written of Actions ?? []) {
    const action = SipAction.safeParse(written);
    if (!action.success) return invalid('InvalidAction', `${written.Type}: ${z.prettifyError(action.error)}`);
    actions.push(action.data);
  }
  return { valid: true, actions: Actions == null ? undefined : actions, attributes };
}

function invalid(errorType: string, errorMessage: string): SipResponse {
  return { valid: false, errorType, errorMessage };
}
