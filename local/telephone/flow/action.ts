import * as z from 'zod';
import type { Exit } from './branches.ts';
import type { Contact } from './contact.ts';
import type { FlowEffect, FlowResult } from './effect.ts';
import { FlowProblem } from './flow-problem.ts';

/** What an action leads to: a way out (with the contact changed by it), an effect to wait for, or the end. */
export type Outcome =
  | { move: 'leave'; exit: Exit; contact?: Contact }
  | { move: 'await'; effect: FlowEffect }
  | { move: 'hang-up' }
  /** The flow is over and the contact is not: a whisper, for instance. */
  | { move: 'end-flow' };

export const NEXT: Outcome = { move: 'leave', exit: { by: 'next' } };

/** A type of action of the flow language, its parameters already filled in and checked. */
export interface FlowAction {
  readonly type: string;
  /** @param passes how often the contact has come by this very action since it was last done with it. */
  begin(parameters: unknown, contact: Contact, passes: number): Outcome;
  /** Takes the result of the effect that `begin` asked for. */
  finish(parameters: unknown, contact: Contact, result: FlowResult): Outcome;
}

interface Definition<S extends z.ZodType> {
  type: string;
  parameters: S;
  begin(parameters: z.output<S>, contact: Contact, passes: number): Outcome;
  /** Only for what `afterResult` does not do already. */
  finish?(parameters: z.output<S>, contact: Contact, result: FlowResult): Outcome;
}

/** Makes an action from its definition: parameters that its schema refuses (wrong in Connect too, or a recorded prompt) are a `FlowProblem`. */
export function flowAction<S extends z.ZodType>(definition: Definition<S>): FlowAction {
  const { type, parameters: schema, finish = afterResult } = definition;
  const read = (parameters: unknown): z.output<S> => {
    const result = schema.safeParse(parameters);
    if (result.success) return result.data;
    throw new FlowProblem(`${type} has parameters that cannot be played: ${z.prettifyError(result.error)}`);
  };
  return {
    type,
    begin: (parameters, contact, passes) => definition.begin(read(parameters), contact, passes),
    finish: (parameters, contact, result) => finish(read(parameters), contact, result),
  };
}

/** A failure leaves by its error, anything else by the ordinary way. */
export function afterResult(_parameters: unknown, _contact: Contact, result: FlowResult): Outcome {
  return result.type === 'failed' ? leaveByError(result.error) : NEXT;
}

export function leaveByError(error: Extract<Exit, { by: 'error' }>['error']): Outcome {
  return { move: 'leave', exit: { by: 'error', error } };
}

export function leaveByValue(value: string, contact?: Contact): Outcome {
  return { move: 'leave', exit: { by: 'value', value }, ...(contact === undefined ? {} : { contact }) };
}

export function change(contact: Contact): Outcome {
  return { move: 'leave', exit: { by: 'next' }, contact };
}
