import type { VariableType } from '../playbook/schema.ts';

/** A variable that every playbook has without declaring it. */
export interface BuiltIn {
  type: VariableType;
  /** How it comes about: given by the line, kept by Parley, or read from the clock whenever it is looked at. */
  from: 'line' | 'record' | 'clock';
  description: string;
}

/** The variables that are always there. Their names cannot be declared a second time. */
export const BUILT_IN = {
  caller: { type: 'text', from: 'line', description: "The caller's number, E.164; unknown when withheld." },
  language: { type: 'text', from: 'line', description: 'The language that is spoken now, such as en-US.' },
  campaign: { type: 'text', from: 'line', description: 'The campaign that the call belongs to.' },
  previous_calls: { type: 'number', from: 'record', description: 'How often this caller called before.' },
  open_now: { type: 'yes-no', from: 'clock', description: 'Whether the business is open at this moment.' },
  weekday: { type: 'text', from: 'clock', description: 'The day of the week at the business: mon to sun.' },
  hour: { type: 'number', from: 'clock', description: 'The hour of the day at the business, 0 to 23.' },
} as const satisfies Record<string, BuiltIn>;
export type BuiltInName = keyof typeof BUILT_IN;

/** Whether a variable of this name is there without being declared. */
export function isBuiltIn(name: string): name is BuiltInName {
  return Object.hasOwn(BUILT_IN, name);
}
