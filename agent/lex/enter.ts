import * as z from 'zod';
import type { TurnRecord } from '../call/turn-record.ts';
import { telephonePhrase } from '../conversation/telephone-phrases.ts';
import { TransferProgress, type TurnRequest } from '../conversation/turn-request.ts';
import type { CompiledPlaybook } from '../playbook/compiled-playbook.ts';
import { callIdOf } from './call-id.ts';
import type { HookPorts } from './hook-ports.ts';
import { spokenMessage } from './markup.ts';
import { type Reply, replyOf, routeOf } from './reply.ts';
import { resumeRequest, startRequest } from './request.ts';
import { type LexSession, Markup } from './session.ts';
import { listeningFor, type Recognition, settingEntries } from './settings.ts';
import { type Timely, takeTurnInTime } from './timely.ts';

const Recognised = z.enum(['Advanced', 'Neural', 'Standard']);

/** What a contact flow asks the hook (Amazon Connect administrator guide, "Invoke Lambda functions"). */
export const FlowEvent = z.object({
  Name: z.literal('ContactFlowEvent'),
  Details: z.object({
    Parameters: z.object({
      playbook: z.string().min(1),
      step: z.enum(['enter', 'resume', 'unanswered']),
      markup: Markup.catch('ssml'),
      locale: z.string().optional().catch(undefined),
      recognition: Recognised.optional().catch(undefined),
      progress: TransferProgress.catch('failed'),
    }),
    ContactData: z.object({
      ContactId: z.string().min(1),
      LanguageCode: z.string().nullish().catch(undefined),
      CustomerEndpoint: z.object({ Address: z.string() }).nullish().catch(undefined),
    }),
  }),
});
export type FlowEvent = z.infer<typeof FlowEvent>;

/** Connect gives a flow's function 8 s at most; what is not there by then is said by the playbook. */
const ANSWER_WITHIN_MS = 6_000;
/** A conversation that was entered again this often without a word from the caller in between is broken. */
const MAX_RESUMED_IN_A_ROW = 3;

/** What the flow reads as `$.External.…`: a flat map of texts. */
export type FlowAnswer = Record<string, string>;

/**
 * Answers a contact flow. `enter`: the call begins and is greeted. `resume`: the conversation is entered again
 * after Lex ended it. `unanswered`: no person took the call over; the caller is promised to be called back.
 *
 * @throws what the record throws; the flow then apologises and puts the caller through.
 */
export async function answerFlow({ Details }: FlowEvent, ports: HookPorts): Promise<FlowAnswer> {
  const { Parameters: asked, ContactData: contact } = Details;
  const session = sessionOf({ Details });
  const callId = callIdOf(contact.ContactId);
  const newest = await ports.store.newestTurn(callId);
  const locale = newest?.state.locale ?? asked.locale ?? contact.LanguageCode ?? '';
  if (asked.step === 'unanswered') return unanswered(session, asked.progress, newest, ports);
  if (newest === undefined) return told(session, 1, await take(startRequest(session, locale), ports), ports);
  if (await goesInCircles(newest, ports)) return circles(session, newest, ports);
  if (asked.step === 'enter' && newest.request.cause === 'call-started')
    return told(session, newest.turn, { inTime: true, events: newest.answer }, ports);
  const turn = newest.turn + 1;
  return told(session, turn, await take(resumeRequest({ session, turn }), ports), ports);
}

function sessionOf({
  Details: { Parameters: asked, ContactData: contact },
}: Pick<FlowEvent, 'Details'>): LexSession {
  return {
    playbook: asked.playbook,
    contactId: contact.ContactId,
    line: 'connect',
    markup: asked.markup,
    recognition: asked.recognition ?? 'Standard',
    waits: 0,
    ...(contact.CustomerEndpoint == null ? {} : { from: contact.CustomerEndpoint.Address }),
  };
}

function take(request: TurnRequest, ports: HookPorts): Promise<Timely> {
  return takeTurnInTime(request, ports, ANSWER_WITHIN_MS);
}

async function goesInCircles(newest: TurnRecord, { store }: HookPorts): Promise<boolean> {
  let record: TurnRecord | undefined = newest;
  for (let resumed = 0; resumed < MAX_RESUMED_IN_A_ROW; resumed += 1) {
    if (record?.request.cause !== 'line-resumed') return false;
    record = await store.turn(record.callId, record.turn - 1);
  }
  return true;
}

async function circles(session: LexSession, newest: TurnRecord, ports: HookPorts): Promise<FlowAnswer> {
  ports.report({ callId: newest.callId, turn: newest.turn, what: 'turn-failed', code: 'resumed-in-circles' });
  return { route: 'transfer', prompt: '', turn: String(newest.turn), playbook: session.playbook };
}

async function unanswered(
  session: LexSession,
  progress: TransferProgress,
  newest: TurnRecord | undefined,
  ports: HookPorts,
): Promise<FlowAnswer> {
  // A flow that asks again, because Connect did, gets the promise that was made.
  if (newest?.request.cause === 'transfer-progressed' && newest.answer.some(({ type }) => type === 'do'))
    return told(session, newest.turn, { inTime: true, events: newest.answer }, ports);
  if (newest === undefined) await take(startRequest(session, ''), ports);
  const { callId, line, mode } = {
    callId: callIdOf(session.contactId),
    line: session.line,
    mode: 'commit' as const,
  };
  const turn = (newest?.turn ?? 1) + 1;
  const request: TurnRequest = { callId, line, mode, turn, cause: 'transfer-progressed', progress };
  return told(session, turn, await take(request, ports), ports);
}

async function told(
  session: LexSession,
  turn: number,
  timely: Timely,
  ports: HookPorts,
): Promise<FlowAnswer> {
  const record = await ports.store.newestTurn(callIdOf(session.contactId));
  const playbook = await ports.playbooks.get(session.playbook);
  if (playbook === undefined) throw new Error(`There is no playbook "${session.playbook}" here.`);
  const reply = replyOf(timely.inTime ? timely.events : []);
  const recognition = session.recognition;
  return {
    route: routeOf(reply),
    prompt: promptOf(reply, playbook, record, session),
    turn: String(timely.inTime ? turn : turn - 1),
    startedAt: record?.state.startedAt ?? '',
    expect: JSON.stringify(reply.expect),
    recognition,
    waitingFor: timely.inTime ? '' : String(turn),
    ...settingsOf(reply, recognition),
  };
}

/** The flow cannot go on without words: when there are none in time, the caller is asked to wait. */
function promptOf(
  { sentences }: Reply,
  playbook: CompiledPlaybook,
  record: TurnRecord | undefined,
  { markup }: LexSession,
): string {
  const locale = record?.state.locale ?? playbook.locales[0];
  const words = sentences.length > 0 ? sentences : [telephonePhrase(playbook, locale, 'oneMoment')];
  return spokenMessage(words, markup).content;
}

/** Every setting, because a flow names them all; those that a locale's ears do not know do no harm. */
function settingsOf(reply: Reply, recognition: Recognition): FlowAnswer {
  const settings = listeningFor(reply.expect, recognition, reply.patienceMs);
  return Object.fromEntries(settingEntries(settings, 'Advanced'));
}
