import type { Appointment, FieldState, Slot } from '../call/call-state.ts';
import type { CompiledPlaybook } from '../playbook/compiled-playbook.ts';
import type { Expect } from '../turn/expect.ts';

/** What the caller's words are read with. */
export interface UnderstandInput {
  playbook: CompiledPlaybook;
  locale: string;
  /** The caller's words as typed or recognised, or the keys that were pressed. */
  text: string;
  /** What the agent's last words asked for. */
  expect: Expect;
  fields: Readonly<Record<string, FieldState>>;
  /** The slots last offered. */
  offers: readonly Slot[];
  goal: string | null;
  /** The appointment that the call made or is about. */
  appointment?: Appointment | null | undefined;
  nowMs: number;
  /** The caller's own number, E.164, for "this number". */
  from?: string | undefined;
}
