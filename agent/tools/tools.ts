import type { z } from 'zod';
import { bookAppointment } from './book-appointment.ts';
import type { Calendar } from './calendar.ts';
import { cancelAppointment } from './cancel-appointment.ts';
import { knownTool, toolNames } from './catalogue.ts';
import { type ConnectorPorts, useConnector } from './connector/use-connector.ts';
import type { Crm } from './crm/crm.ts';
import { createLead, findLead, updateLead } from './crm/lead-tools.ts';
import { openTicket } from './crm/open-ticket.ts';
import { endCall } from './end-call.ts';
import { findAppointments } from './find-appointments.ts';
import { findFreeSlots } from './find-free-slots.ts';
import { holdSlot } from './hold-slot.ts';
import { TOOL_INPUTS } from './inputs.ts';
import { declineTexts, sendText } from './messages/send-text.ts';
import { noteFields } from './note-fields.ts';
import { failed, type ToolOutcome } from './outcome.ts';
import { rescheduleAppointment } from './reschedule-appointment.ts';
import type { ToolCall, ToolContext, Tools } from './tool.ts';
import type { ToolName } from './tool-name.ts';
import { transferToPerson } from './transfer-to-person.ts';

/**
 * The tools of a playbook. Whatever goes wrong is a result that says so and never an error: a tool that the
 * playbook does not name, an input that is not as its schema says, a slot that is taken, a calendar that
 * cannot be reached.
 */
export function toolbox(ports: ToolPorts): Tools {
  return {
    async run(call, context) {
      return { id: call.id, ...(await runTool(ports, call, context)) };
    },
  };
}

/** What the tools need from outside. */
export interface ToolPorts {
  calendar: Calendar;
  crm: Crm;
  connectors: ConnectorPorts;
}

async function runTool(
  ports: ToolPorts,
  { name, input }: ToolCall,
  context: ToolContext,
): Promise<ToolOutcome> {
  const { source } = context.playbook;
  const tool = knownTool(source, name);
  if (tool === undefined)
    return failed(
      'unknown-tool',
      `There is no tool "${name}". The tools are ${toolNames(source).join(', ')}.`,
    );
  try {
    return tool.kind === 'connector'
      ? await useConnector(ports.connectors, name, tool.connector, input, context)
      : await useBuiltIn(ports, tool.name, input, context);
  } catch (cause) {
    return unreachable(name, cause);
  }
}

function useBuiltIn(
  { calendar, crm }: ToolPorts,
  name: ToolName,
  input: unknown,
  context: ToolContext,
): ToolOutcome | Promise<ToolOutcome> {
  const inputs = TOOL_INPUTS;
  switch (name) {
    case 'find_free_slots':
      return checked(inputs.find_free_slots, input, (good) => findFreeSlots(calendar, good, context));
    case 'hold_slot':
      return checked(inputs.hold_slot, input, (good) => holdSlot(calendar, good, context));
    case 'book_appointment':
      return checked(inputs.book_appointment, input, (good) => bookAppointment(calendar, good, context));
    case 'find_appointments':
      return checked(inputs.find_appointments, input, (good) => findAppointments(calendar, good, context));
    case 'reschedule_appointment':
      return checked(inputs.reschedule_appointment, input, (good) =>
        rescheduleAppointment(calendar, good, context),
      );
    case 'cancel_appointment':
      return checked(inputs.cancel_appointment, input, (good) => cancelAppointment(calendar, good, context));
    case 'find_lead':
      return checked(inputs.find_lead, input, (good) => findLead(crm, good, context));
    case 'create_lead':
      return checked(inputs.create_lead, input, (good) => createLead(crm, good, context));
    case 'update_lead':
      return checked(inputs.update_lead, input, (good) => updateLead(crm, good, context));
    case 'open_ticket':
      return checked(inputs.open_ticket, input, (good) => openTicket(crm, good, context));
    case 'send_text':
      return checked(inputs.send_text, input, (good) => sendText(good, context));
    case 'decline_texts':
      return checked(inputs.decline_texts, input, declineTexts);
    case 'note_fields':
      return checked(inputs.note_fields, input, (good) => noteFields(good, context));
    case 'transfer_to_person':
      return checked(inputs.transfer_to_person, input, transferToPerson);
    case 'end_call':
      return checked(inputs.end_call, input, endCall);
  }
}

/** Runs a tool on its checked input; a bad input names every path that is wrong, so that a model can mend it. */
function checked<S extends z.ZodObject>(
  schema: S,
  input: unknown,
  run: (input: z.output<S>) => ToolOutcome | Promise<ToolOutcome>,
): ToolOutcome | Promise<ToolOutcome> {
  const result = schema.safeParse(input);
  if (result.success) return run(result.data);
  const problems = result.error.issues.map((issue) => `${issue.path.join('.') || 'input'}: ${issue.message}`);
  return failed('bad-input', `The input is wrong: ${problems.join('; ')}.`, { problems });
}

/** What the tool needs did not answer. A wait that was given up is an error whose name says so. */
function unreachable(tool: string, cause: unknown): ToolOutcome {
  const error = cause instanceof Error ? cause : new Error(String(cause));
  if (error.name === 'TimeoutError')
    return failed('timed-out', `${tool} took too long. Offer a message or a person.`);
  return failed('not-available', `${tool} cannot be used now (${error.name}). Offer a message or a person.`);
}
