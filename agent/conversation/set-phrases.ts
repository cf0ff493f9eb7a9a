import type { CallState } from '../call/call-state.ts';
import type { CompiledPlaybook } from '../playbook/compiled-playbook.ts';
import { fill } from '../playbook/fill.ts';
import type { Localized } from '../playbook/schema.ts';
import type { Expect } from '../turn/expect.ts';
import type { EndReason } from '../turn/turn-request.ts';
import { spokenVariables } from '../variables/spoken.ts';
import type { SpokenTurnRequest } from './build-situation.ts';

/** An answer that the playbook has ready, so that no model has to be asked. */
export interface SetAnswer {
  say: string[];
  expect: Expect;
  /** Why the agent hangs up after it. */
  hangUp?: EndReason;
}

const MINUTE_MS = 60_000;

/**
 * The greeting, the reminder in a silence, the warning that the time is nearly up, and the goodbye when a
 * limit of the playbook is reached. Undefined when the turn needs a writer.
 */
export function setAnswer(
  playbook: CompiledPlaybook,
  request: SpokenTurnRequest,
  state: CallState,
  nowMs: number,
): SetAnswer | undefined {
  const { greeting, recordingNotice, phrases, limits } = playbook.source;
  const words = (text: Localized) => phrase(playbook, state, text);
  const tooLong = nowMs - Date.parse(state.startedAt) >= limits.callMinutes * MINUTE_MS;
  if (request.cause === 'call-started') {
    const notice = request.recorded === true && recordingNotice !== undefined ? [words(recordingNotice)] : [];
    return { say: [...notice, words(greeting)], expect: { kind: 'open' } };
  }
  if (tooLong || state.turn >= limits.turns) {
    return goodbye([words(phrases.timeNearlyUp), words(phrases.goodbye)], 'time-limit');
  }
  if (request.cause === 'time-nearly-up') return { say: [words(phrases.timeNearlyUp)], expect: state.expect };
  if (request.cause !== 'caller-silent') return undefined;
  if (state.counters.silences > limits.reminders) return goodbye([words(phrases.goodbye)], 'caller-silent');
  return { say: [words(phrases.stillThere)], expect: state.expect };
}

function goodbye(say: string[], hangUp: EndReason): SetAnswer {
  return { say, expect: { kind: 'nothing' }, hangUp };
}

/** A text of the playbook as it is spoken now: `{company}`, `{agent}` and the playbook's variables filled in. */
export function phrase(
  { source }: CompiledPlaybook,
  { locale, variables }: Pick<CallState, 'locale' | 'variables'>,
  text: Localized,
): string {
  const { agent, company, id } = source;
  const written = text[locale];
  if (written === undefined) {
    throw new Error(`Playbook "${id}" has a text without ${locale}; run "parley playbook check" on it.`);
  }
  const values = spokenVariables(source, variables ?? {}, locale);
  return fill(written, { ...values, agent: agent.name, company }).trim();
}
