import { spokenText } from '../conversation/progress.ts';
import type { AnswerEvent, Do } from '../turn/answer.ts';
import type { Expect } from '../turn/expect.ts';
import type { EndReason, Line, Played, TurnRequest } from '../turn/turn-request.ts';
import type { Caller, CallerDeed } from './caller/caller.ts';
import type { Meanwhile } from './schema/world.ts';

/** A call that has not ended by then never would, in turns. */
export const MOST_TURNS = 60;
/** How far apart turns are on a scenario's clock, in milliseconds: the length of an exchange on the telephone. */
export const TURN_SPACING_MS = 8_000;
/** How long one thing that the caller says lasts on a scenario's clock, in milliseconds. */
const UTTERANCE_MS = 1_500;
/** How long an interrupted agent goes on speaking, in milliseconds. */
const YIELD_MS = 200;

/** What a scenario's call is played on. */
export interface Scene {
  /** Takes one turn; the whole answer. */
  take(request: TurnRequest): Promise<AnswerEvent[]>;
  /** What other people do to the world at this moment of the call. */
  happens(event: Meanwhile): Promise<void>;
}

export interface CallSetting {
  callId: string;
  playbook: string;
  line: Line;
  /** The language that the caller speaks at first, BCP-47. */
  locale: string;
  from?: string | undefined;
  /** What the line gives for the playbook's variables. */
  variables?: Record<string, string> | undefined;
  meanwhile: readonly Meanwhile[];
}

/** How a call came to its end; `stuck` when it was given up. */
export type CallEnding = { ended: EndReason } | { ended: 'stuck'; why: string };

/** Where the call stands between two turns. */
interface Standing {
  turn: number;
  agent: string;
  expect: Expect;
  deeds: Do[];
}

/** Plays one call to its end: the caller hears, does something, the agent takes its turn. */
export async function play(scene: Scene, caller: Caller, setting: CallSetting): Promise<CallEnding> {
  let standing = await takeTurn(scene, setting, {
    ...common(setting, 1),
    cause: 'call-started',
    playbook: setting.playbook,
    locale: setting.locale,
    ...(setting.from === undefined ? {} : { from: setting.from }),
    ...(setting.variables === undefined ? {} : { variables: setting.variables }),
  });
  while ('turn' in standing) {
    const left = leaves(standing.deeds);
    if (left !== undefined) return hangUp(scene, setting, standing, left);
    if (standing.turn >= MOST_TURNS)
      return { ended: 'stuck', why: `the call had not ended after ${MOST_TURNS} turns` };
    const turn = standing.turn + 1;
    const deed = await caller.next({ ...standing, turn });
    if (deed.does === 'hangs-up') return hangUp(scene, setting, standing, 'caller-hung-up');
    standing = await takeTurn(scene, setting, requestOf(deed, standing, setting));
  }
  return { ended: 'stuck', why: standing.why };
}

async function takeTurn(
  scene: Scene,
  { meanwhile }: CallSetting,
  request: TurnRequest,
): Promise<Standing | { why: string }> {
  for (const event of meanwhile) if (event.beforeTurn === request.turn) await scene.happens(event);
  const answer = await scene.take(request);
  const last = answer.at(-1);
  if (last?.type === 'refused') return { why: `turn ${request.turn} was refused: ${last.message}` };
  if (last?.type !== 'done') return { why: `the answer of turn ${request.turn} was not finished` };
  const expect = answer.findLast((event) => event.type === 'expect')?.expect ?? { kind: 'nothing' };
  const deeds = answer.flatMap((event) => (event.type === 'do' ? [event.do] : []));
  return { turn: request.turn, agent: spokenText(answer), expect, deeds };
}

/** Why the line is left after the agent's deeds: it hung up, or a person took over. */
function leaves(deeds: readonly Do[]): EndReason | undefined {
  if (deeds.some((deed) => deed.action === 'transfer')) return 'transferred';
  return deeds.find((deed) => deed.action === 'hang-up')?.reason;
}

async function hangUp(
  scene: Scene,
  setting: CallSetting,
  standing: Standing,
  reason: EndReason,
): Promise<CallEnding> {
  const turn = standing.turn + 1;
  await scene.take({
    ...common(setting, turn),
    cause: 'call-ended',
    reason,
    played: played(standing, undefined),
  });
  return { ended: reason };
}

function requestOf(
  deed: Exclude<CallerDeed, { does: 'hangs-up' }>,
  standing: Standing,
  setting: CallSetting,
): TurnRequest {
  const turn = standing.turn + 1;
  const startMs = turn * TURN_SPACING_MS;
  const cut = deed.does === 'says' ? deed.interruptsAfterWords : undefined;
  const base = { ...common(setting, turn), played: played(standing, cut) };
  switch (deed.does) {
    case 'says': {
      const locale = deed.locale ?? setting.locale;
      const said = { text: deed.text, locale, startMs, endMs: startMs + UTTERANCE_MS };
      return { ...base, cause: 'caller-said', said };
    }
    case 'keys':
      return { ...base, cause: 'caller-keyed', keys: deed.keys };
    case 'is-silent':
      return { ...base, cause: 'caller-silent', silentMs: deed.ms };
  }
}

function common({ callId, line }: CallSetting, turn: number) {
  return { callId, line, turn, mode: 'commit' as const };
}

/** What the caller heard of the agent's last answer: all of it, or its first words. */
function played({ turn, agent }: Standing, afterWords: number | undefined): Played {
  const words = agent.split(/\s+/);
  if (afterWords === undefined || afterWords >= words.length)
    return { turn, heard: agent, complete: true, latency: {} };
  const heard = words.slice(0, afterWords).join(' ');
  return { turn, heard, complete: false, yieldMs: YIELD_MS, latency: {} };
}
