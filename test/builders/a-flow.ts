import { FLOW_ACTIONS } from '../../local/telephone/flow/actions/index.ts';
import { type Contact, newContact } from '../../local/telephone/flow/contact.ts';
import { type ContactFlow, readContactFlow } from '../../local/telephone/flow/contact-flow.ts';

/** One action as a test writes it: where it goes next, by condition and by error. */
export interface WrittenAction {
  type: string;
  parameters?: unknown;
  next?: string;
  when?: Record<string, string>;
  errors?: Record<string, string>;
  operator?: string;
}

/** The content of a flow in Connect's flow language; the first action is where it starts. */
export function flowContent(actions: Record<string, WrittenAction>): string {
  return JSON.stringify({
    Version: '2019-10-30',
    StartAction: Object.keys(actions)[0],
    Metadata: {},
    Actions: Object.entries(actions).map(([Identifier, { type, parameters, ...action }]) => ({
      Identifier,
      Type: type,
      Parameters: parameters ?? {},
      Transitions: transitionsOf(action),
    })),
  });
}

function transitionsOf({ next, when, errors, operator }: Omit<WrittenAction, 'type'>) {
  return {
    ...(next === undefined ? {} : { NextAction: next }),
    Errors: Object.entries(errors ?? {}).map(([ErrorType, NextAction]) => ({ ErrorType, NextAction })),
    Conditions: Object.entries(when ?? {}).map(([operand, NextAction]) => ({
      NextAction,
      Condition: { Operator: operator ?? 'Equals', Operands: [operand] },
    })),
  };
}

export function aFlow(
  actions: Record<string, WrittenAction>,
  name = 'Parley dental-appointments',
): ContactFlow {
  return readContactFlow(name, flowContent(actions), (type) => FLOW_ACTIONS.has(type));
}

export const INSTANCE_ARN = 'arn:aws:connect:us-east-1:000000000000:instance/laptop';

export function aContact(change: Partial<Contact> = {}): Contact {
  const contact = newContact({
    contactId: '5f0e6c1a-93c4-4c0e-9b4e-0b7f6d1c2a3e',
    instanceArn: INSTANCE_ARN,
    to: '+12065550199',
    from: '+12065550123',
  });
  return { ...contact, ...change };
}

export const HANG_UP: WrittenAction = { type: 'DisconnectParticipant' };

/** An action that says its own name: which branch a flow took can be read off what is said. */
export function saying(text: string, next = 'bye'): WrittenAction {
  return { type: 'MessageParticipant', parameters: { Text: text }, next, errors: { NoMatchingError: next } };
}
