import { DateTime } from 'luxon';
import type { CallState } from '../call/call-state.ts';
import { callersWords } from '../call/fold.ts';
import type { Understanding } from '../capture/understanding.ts';
import type { CompiledPlaybook } from '../playbook/compiled-playbook.ts';
import type { FoundPassage } from '../playbook/passage.ts';
import type { PlaybookSource } from '../playbook/schema.ts';
import type { TurnRequest } from '../turn/turn-request.ts';
import { knownVariables } from '../variables/known.ts';
import { namedVariables } from '../variables/named.ts';
import { objectionNow } from './objection-now.ts';
import type { Situation } from './situation.ts';
import { stepSituation } from './step-situation.ts';

/** A turn in which words have to be written; after the end of a call, and while a transfer goes on, there are none. */
export type SpokenTurnRequest = Exclude<TurnRequest, { cause: 'call-ended' | 'transfer-progressed' }>;

/** What plain code understands where the caller said nothing. */
export const NOTHING_UNDERSTOOD: Understanding = { fields: {}, problems: [] };

export interface SituationInput {
  playbook: CompiledPlaybook;
  request: SpokenTurnRequest;
  /** With the request and what was understood already folded in. */
  state: CallState;
  understood: Understanding;
  /** What was found for the caller's question; undefined when they asked none. */
  passages?: readonly FoundPassage[] | undefined;
  nowMs: number;
  /** What is already being spoken in this turn. */
  opener?: string | undefined;
  /** The goal that was reached in this turn by its steps. */
  finished?: string | undefined;
}

/** Puts together what a writer is told of this moment of the call. */
export function buildSituation(input: SituationInput): Situation {
  const { playbook, request, state, understood, passages, nowMs, opener, finished } = input;
  const step = stepSituation(state, playbook.source, nowMs);
  const variables = variablesFor(state, playbook.source, nowMs);
  const said = callersWords(request);
  const objection = objectionNow(state, playbook.source);
  return {
    callId: state.callId,
    turn: state.turn,
    now: localTime(nowMs, playbook.source.timeZone),
    locale: state.locale,
    ...(state.from === undefined ? {} : { from: state.from }),
    cause: request.cause,
    ...(said === undefined ? {} : { said }),
    silences: state.counters.silences,
    understood,
    ...(passages === undefined ? {} : { passages: [...passages] }),
    ...(objection === undefined ? {} : { objection }),
    goal: state.goal,
    ...(step === undefined ? {} : { step }),
    ...(finished === undefined ? {} : { finished }),
    ...(variables === undefined ? {} : { variables }),
    reached: state.reached,
    fields: state.fields,
    expect: state.expect,
    attempts: state.attempts,
    offers: state.offers,
    ...(state.hold === undefined ? {} : { hold: state.hold }),
    appointment: state.appointment,
    summary: state.summary,
    ...(opener === undefined ? {} : { opener }),
  };
}

/** What is known of the variables that the playbook names: the others would only fill the prompt. */
function variablesFor(
  state: CallState,
  source: PlaybookSource,
  nowMs: number,
): Record<string, string> | undefined {
  const named = namedVariables(source);
  if (named.size === 0) return undefined;
  const known = Object.entries(knownVariables(state, source, nowMs)).filter(([name]) => named.has(name));
  return known.length === 0 ? undefined : Object.fromEntries(known);
}

function localTime(nowMs: number, zone: string): string {
  const time = DateTime.fromMillis(nowMs, { zone }).toISO();
  if (time === null) throw new Error(`"${zone}" is not a time zone; set timeZone of the playbook to one.`);
  return time;
}
