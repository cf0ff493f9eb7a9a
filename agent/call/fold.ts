import { sayValue } from '../capture/say-value.ts';
import type { Understanding } from '../capture/understanding.ts';
import { raise } from '../objections/raise.ts';
import type { CompiledPlaybook } from '../playbook/compiled-playbook.ts';
import { collectedFields } from '../playbook/goals.ts';
import { clip } from '../text/clip.ts';
import { CONFIRMS, type Expect } from '../turn/expect.ts';
import type { TurnRequest } from '../turn/turn-request.ts';
import type { CallState, FieldState } from './call-state.ts';
import { decide, evolve, initialStatus, type TurnOutcome } from './call-status.ts';
import { foldVariables } from './fold-variables.ts';
import { appendEntry, boundHistory, honourHeard } from './history.ts';
import { refOf } from './playbook-ref.ts';
import { readBackHeard } from './read-back-heard.ts';

/** A captured value longer than this is clipped; a reason told as a story is the longest there is. Characters. */
export const MAX_FIELD_CHARACTERS = 200;

/** The state with which a call begins, before its first answer is folded in. */
export function startCall(
  request: Extract<TurnRequest, { cause: 'call-started' }>,
  playbook: CompiledPlaybook,
  nowMs: number,
): CallState {
  const asked = request.locale;
  const [first] = playbook.locales;
  const state: CallState = {
    callId: request.callId,
    playbook: refOf(playbook),
    line: request.line,
    ...(request.from === undefined ? {} : { from: request.from }),
    status: initialStatus(),
    // A language that the playbook does not speak is no reason not to answer.
    locale: asked !== undefined && playbook.locales.includes(asked) ? asked : first,
    turn: request.turn,
    startedAt: new Date(nowMs).toISOString(),
    goal: null,
    reached: [],
    fields: {},
    expect: { kind: 'open' },
    attempts: 0,
    offers: [],
    appointment: null,
    history: [],
    summary: '',
    counters: { interruptions: 0, silences: 0, toolCalls: 0, toolFailures: 0, fallbacks: 0 },
  };
  return foldVariables(state, request.variables ?? {}, 'call', playbook.source);
}

/** The caller's words or keys, where they caused the turn. */
export function callersWords(request: TurnRequest): string | undefined {
  if (request.cause === 'caller-said') return request.said.text;
  return request.cause === 'caller-keyed' ? request.keys : undefined;
}

/** Folds in what came from the line: what was heard of the last answer, the caller's words, silences. */
export function foldRequest(state: CallState, request: TurnRequest): CallState {
  const words = callersWords(request) ?? '';
  const heard = honourHeard(state.history, request.played);
  const silences = request.cause === 'caller-silent' ? state.counters.silences + 1 : 0;
  return {
    ...state,
    turn: request.turn,
    expect: readBackHeard(state, request.played) ? state.expect : { kind: 'open' },
    history: appendEntry(heard, { turn: request.turn, who: 'caller', text: words }),
    counters: {
      ...state.counters,
      silences,
      interruptions: state.counters.interruptions + (request.played?.complete === false ? 1 : 0),
    },
  };
}

/** Folds in that the call goes on in another language: what is known is said in that one from now on. */
export function foldLanguage(state: CallState, locale: string, playbook: CompiledPlaybook): CallState {
  const fields = Object.entries(state.fields).map(([name, field]): [string, FieldState] => {
    const type = playbook.source.fields[name];
    const spoken = type === undefined ? undefined : sayValue(type, field.value, locale);
    return [name, { ...field, spoken: spoken ?? field.spoken }];
  });
  return { ...state, locale, fields: Object.fromEntries(fields) };
}

/** Folds in what plain code understood of the caller's words. Unknown fields and goals are left out. */
export function foldUnderstanding(
  state: CallState,
  understood: Understanding,
  playbook: CompiledPlaybook,
): CallState {
  const confirmed = understood.answer === 'yes' ? confirmFields(state, playbook) : state;
  const noted = noteObjection(noteFields(confirmed, understood.fields, playbook), understood, playbook);
  if (understood.intent === 'cancel-that') return { ...noted, goal: null, offers: [] };
  const goal = understood.goal ?? takenUpAgain(state, understood, playbook);
  const changed = goal !== undefined && goal !== noted.goal && Object.hasOwn(playbook.source.goals, goal);
  return changed ? { ...noted, goal, offers: [] } : noted;
}

/**
 * The goal that ended without being reached, where the caller now corrects a value that it stood on: "your vans don't
 * go there? Sorry, I meant 80220."
 */
function takenUpAgain(
  { goal, closed, fields }: CallState,
  understood: Understanding,
  { source }: CompiledPlaybook,
): string | undefined {
  if (goal !== null || closed === undefined || closed === null) return undefined;
  const corrected = Object.entries(understood.fields).filter(
    ([id, { value }]) => fields[id] !== undefined && fields[id].value !== value,
  );
  const stoodOn = collectedFields(source, closed);
  return corrected.some(([id]) => stoodOn.includes(id)) ? closed : undefined;
}

function noteObjection(
  state: CallState,
  { objection: id }: Understanding,
  playbook: CompiledPlaybook,
): CallState {
  const objection = id === undefined ? undefined : playbook.source.objections?.[id];
  if (id === undefined || objection === undefined) return state;
  return { ...state, objections: raise(state.objections ?? [], id, objection, state.turn) };
}

/** Sets fields to newly found values. A changed date makes the slots that were offered worthless. */
export function noteFields(
  state: CallState,
  found: Readonly<Record<string, { value: string; spoken: string }>>,
  playbook: CompiledPlaybook,
): CallState {
  const fields = { ...state.fields };
  let offers = state.offers;
  for (const [name, { value, spoken }] of Object.entries(found)) {
    const field = Object.hasOwn(playbook.source.fields, name) ? playbook.source.fields[name] : undefined;
    if (field === undefined) continue;
    const before = fields[name];
    const now = clip(value, MAX_FIELD_CHARACTERS);
    if (before?.value === now) continue;
    fields[name] = {
      value: now,
      spoken: clip(spoken, MAX_FIELD_CHARACTERS),
      confirmed: false,
      turn: state.turn,
    };
    if (field.type === 'date') offers = [];
  }
  return { ...state, fields, offers };
}

/** A yes to what was read back confirms the fields that were read back. */
function confirmFields(state: CallState, playbook: CompiledPlaybook): CallState {
  if (state.expect.kind !== 'yes-no' || state.expect.confirms === undefined) return state;
  const { confirms } = state.expect;
  const collected = state.goal === null ? [] : collectedFields(playbook.source, state.goal);
  const names = confirms === CONFIRMS.goal ? collected : [confirms];
  const confirmed = Object.entries(state.fields).map(([name, field]): [string, FieldState] =>
    names.includes(name) ? [name, { ...field, confirmed: true }] : [name, field],
  );
  return { ...state, fields: Object.fromEntries(confirmed) };
}

/** What the agent said and waits for, and what the caller had contributed before. */
export interface FoldedAnswer {
  text: string;
  expect: Expect;
  caller: 'was-understood' | 'was-not-understood' | 'did-not-speak';
}

/**
 * Folds in what the agent said and what it waits for, then cuts the history to its bounds. Asking the same
 * again because nothing was understood is one more attempt; a reminder in a silence is none.
 */
export function foldAnswer(state: CallState, { text, expect, caller }: FoldedAnswer): CallState {
  const asksTheSame = sameExpectation(state.expect, expect);
  const inVain = caller === 'was-not-understood' ? state.attempts + 1 : state.attempts;
  return boundHistory({
    ...state,
    expect,
    attempts: asksTheSame && caller !== 'was-understood' ? inVain : 0,
    history: appendEntry(state.history, { turn: state.turn, who: 'agent', text }),
  });
}

/** Moves the call's status on by what the turn did. Throws `IllegalMove`. */
export function foldStatus(state: CallState, outcome: TurnOutcome): CallState {
  return { ...state, status: decide(outcome, state.status).reduce(evolve, state.status) };
}

/** The state of a call whose line is down. */
export function endCall(
  state: CallState,
  request: Extract<TurnRequest, { cause: 'call-ended' }>,
  nowMs: number,
): CallState {
  return { ...state, endedAt: new Date(nowMs).toISOString(), endReason: request.reason };
}

/** Whether the understanding brought the call on. A value that cannot be (a date gone by) does not. */
export function bringsOn(understood: Understanding): boolean {
  const { goal, answer, intent, language, question, objection, partOfDay } = understood;
  return (
    [goal, answer, intent, language, question, objection, partOfDay].some((found) => found !== undefined) ||
    hasEntries(understood.fields)
  );
}

function hasEntries(record: object): boolean {
  return Object.keys(record).length > 0;
}

function sameExpectation(one: Expect, other: Expect): boolean {
  const asked = (expect: Expect) => ('field' in expect ? expect.field : undefined);
  const confirms = (expect: Expect) => (expect.kind === 'yes-no' ? expect.confirms : undefined);
  return one.kind === other.kind && asked(one) === asked(other) && confirms(one) === confirms(other);
}
