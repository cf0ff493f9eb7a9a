import type { ToolInput } from '../inputs.ts';
import { succeeded, type ToolOutcome } from '../outcome.ts';
import type { ToolContext } from '../tool.ts';
import type { Crm } from './crm.ts';
import { identityOf } from './from-call.ts';
import { spokenTicket } from './ticket.ts';

/** Opens a ticket for the people of the business, with all that the call has brought. */
export async function openTicket(
  crm: Crm,
  input: ToolInput<'open_ticket'>,
  context: ToolContext,
): Promise<ToolOutcome> {
  const { playbook, call, callId, idempotencyKey, nowMs } = context;
  const { phone } = identityOf(call, playbook.source);
  const fields = Object.entries(call.fields).map(([id, { value }]) => [id, value]);
  const ticket = await crm.openTicket(
    playbook.id,
    {
      about: input.about,
      urgency: input.urgency ?? 'normal',
      callId,
      ...(phone === undefined ? {} : { phone }),
      fields: Object.fromEntries(fields),
      createdAt: new Date(nowMs).toISOString(),
    },
    idempotencyKey,
  );
  return succeeded(
    { ticket: ticket.number, spokenTicket: spokenTicket(ticket.number) },
    { effect: 'ticket-opened', ticket },
  );
}
