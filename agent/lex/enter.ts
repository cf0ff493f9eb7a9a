import type { TurnRecord } from '../call/turn-record.ts';
import { telephonePhrase } from '../conversation/telephone-phrases.ts';
import type { CompiledPlaybook } from '../playbook/compiled-playbook.ts';
import type { TransferProgress } from '../turn/turn-request.ts';
import { acceptVariables } from '../variables/accept.ts';
import { type CallBackTask, callBackTask } from './call-back-task.ts';
import { callIdOf } from './call-id.ts';
import type { HookPorts } from './hook-ports.ts';
import { nextTurnOf, recordLineEvent } from './line-event.ts';
import { type Reply, replyOf, routeOf } from './reply.ts';
import { resumeRequest, startRequest } from './request.ts';
import type { LexSession, Route } from './session.ts';
import { type Timely, takeTurnInTime } from './timely.ts';

/** A conversation that was entered again this often without a word from the caller in between is broken. */
const MAX_RESUMED_IN_A_ROW = 3;

/** What a line asks when Lex has not got the caller. */
export interface Entering {
  session: LexSession;
  /**
   * `enter`: the call begins and is greeted. `resume`: the conversation goes on after Lex ended it.
   * `switched`: voice and ears have changed their language, and the answer that asked for it is now spoken.
   * `unanswered`: no person took the call over; the caller is promised to be called back.
   */
  step: 'enter' | 'resume' | 'switched' | 'unanswered';
  /** The language of a call that begins, BCP-47. */
  locale: string;
  /** The contact's attributes; of a call that begins, those that the playbook declares become its variables. */
  attributes?: Readonly<Record<string, string>>;
  /** Why nobody took the call over. */
  progress: TransferProgress;
  /** How long the line waits, in milliseconds. */
  withinMs: number;
}

/** What is to be said before Lex listens again. */
export interface Entered {
  route: Route;
  sentences: string[];
  reply: Reply;
  /** The last turn that is committed. */
  turn: number;
  /** The turn that is still being thought through, if it was too slow. */
  waitingFor: number | undefined;
  /** When the call began, ISO-8601; undefined when nothing of it is stored yet. */
  startedAt: string | undefined;
  locale: string;
  /** What keeps the promise to call back, if one was made. */
  callBack?: CallBackTask;
}

/**
 * Begins a call, goes on with one, or ends one that nobody takes over. Asking for the greeting twice gives
 * the same greeting, and for the promise the same promise.
 *
 * @throws what the record throws; the line then has its own last words.
 */
export async function enterConversation(asked: Entering, ports: HookPorts): Promise<Entered> {
  const { session, step, locale, withinMs } = asked;
  const newest = await ports.store.newestTurn(callIdOf(session.contactId));
  if (newest === undefined) {
    const variables = await variablesOf(asked, ports);
    const greeted = await takeTurnInTime(startRequest(session, locale, variables), ports, withinMs);
    if (step !== 'unanswered') return entered(asked, 1, greeted, ports);
  }
  if (step === 'unanswered') return unanswered(asked, ports);
  if (newest === undefined) throw new Error('A call was begun and is not stored.');
  if (step === 'enter' && newest.request.cause === 'call-started')
    return entered(asked, newest.turn, { inTime: true, events: newest.answer }, ports);
  if (step === 'switched' && newest.answer.some(({ type }) => type === 'say'))
    return spokenNow(await entered(asked, newest.turn, { inTime: true, events: newest.answer }, ports));
  if (await goesInCircles(newest, ports)) return circles(newest, ports);
  const turn = newest.turn + 1;
  const resumed = await takeTurnInTime(resumeRequest({ session, turn }), ports, withinMs);
  return entered(asked, turn, resumed, ports);
}

/** A contact has attributes of many makers: only those that the playbook wants go into the record of the call. */
async function variablesOf(
  { session, attributes = {} }: Entering,
  { playbooks }: HookPorts,
): Promise<Record<string, string>> {
  if (Object.keys(attributes).length === 0) return {};
  const playbook = await playbooks.get(session.playbook);
  return playbook === undefined ? {} : acceptVariables(attributes, 'call', playbook.source).values;
}

/** The language has been changed: what is left of that answer is its words. */
function spokenNow(switched: Entered): Entered {
  return switched.route === 'language' ? { ...switched, route: 'continue' } : switched;
}

async function goesInCircles(newest: TurnRecord, { store }: HookPorts): Promise<boolean> {
  let record: TurnRecord | undefined = newest;
  for (let resumed = 0; resumed < MAX_RESUMED_IN_A_ROW; resumed += 1) {
    if (record?.request.cause !== 'line-resumed') return false;
    record = await store.turn(record.callId, record.turn - 1);
  }
  return true;
}

/** The line apologises and puts the caller through. */
function circles({ callId, turn, state }: TurnRecord, ports: HookPorts): Entered {
  ports.report({ callId, turn, what: 'turn-failed', code: 'resumed-in-circles' });
  const { startedAt, locale } = state;
  return {
    route: 'transfer',
    sentences: [],
    reply: replyOf([]),
    turn,
    waitingFor: undefined,
    startedAt,
    locale,
  };
}

async function unanswered(asked: Entering, ports: HookPorts): Promise<Entered> {
  const told = await recordLineEvent(
    callIdOf(asked.session.contactId),
    (newest) => ({ ...nextTurnOf(newest), cause: 'transfer-progressed', progress: asked.progress }),
    ports,
  );
  if (!('record' in told)) throw new Error(`No call back could be promised: ${told.outcome}.`);
  const callBack = callBackTask(told.record.state);
  const said = await entered(asked, told.record.turn, { inTime: true, events: told.record.answer }, ports);
  return { ...said, ...(callBack === undefined ? {} : { callBack }) };
}

async function entered(asked: Entering, turn: number, timely: Timely, ports: HookPorts): Promise<Entered> {
  const { session } = asked;
  const record = await ports.store.newestTurn(callIdOf(session.contactId));
  const playbook = await ports.playbooks.get(session.playbook);
  if (playbook === undefined) throw new Error(`There is no playbook "${session.playbook}" here.`);
  const reply = replyOf(timely.inTime ? timely.events : []);
  const locale = record?.state.locale ?? playbook.locales[0];
  return {
    route: routeOf(reply),
    sentences: wordsOf(reply, playbook, locale),
    reply,
    turn: timely.inTime ? turn : turn - 1,
    waitingFor: timely.inTime ? undefined : turn,
    startedAt: record?.state.startedAt,
    locale,
  };
}

/** A line cannot go on without words: when there are none in time, the caller is asked for a moment. */
function wordsOf({ sentences }: Reply, playbook: CompiledPlaybook, locale: string): string[] {
  return sentences.length > 0 ? sentences : [telephonePhrase(playbook, locale, 'oneMoment')];
}
