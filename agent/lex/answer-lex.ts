import { telephonePhrase } from '../conversation/telephone-phrases.ts';
import type { CompiledPlaybook } from '../playbook/compiled-playbook.ts';
import { isHoliday, localDay } from '../playbook/hours.ts';
import { callIdOf } from './call-id.ts';
import { type Heard, heardIn, LexEvent } from './event.ts';
import type { HookPorts } from './hook-ports.ts';
import { wordsOfIntent } from './intents.ts';
import { type Reply, replyOf, routeOf } from './reply.ts';
import { heardRequest, startRequest } from './request.ts';
import { handoverAttributes, type LexResponse, lexResponse } from './response.ts';
import { LexSession } from './session.ts';
import { awaitTurn, type Timely, takeTurnInTime } from './timely.ts';

/** How often a caller is asked to wait for one answer before they are put through instead. */
const MAX_WAITS = 3;
/** The wait after "one moment": a silence this short, and Lex asks the hook again. */
const WAITING_PATIENCE_MS = 1_000;

/** The hook has not even the session that the line sets: no call can be answered by it. */
export class NoSession extends Error {
  override readonly name = 'NoSession';
}

/** One event of Lex with everything read out of it. */
interface Asked {
  event: LexEvent;
  session: LexSession;
  heard: Heard;
  callId: string;
  ports: HookPorts;
}

/**
 * Answers an event of Lex V2. Whatever happens inside, the caller hears something: a turn that fails ends in
 * an apology and a person, one that takes long in "one moment". The same event again gets the same answer and
 * stores nothing twice, because it names the same turn.
 *
 * @throws NoSession when the event does not say which playbook and contact it belongs to.
 */
export async function answerLex(input: unknown, ports: HookPorts): Promise<LexResponse> {
  const asked = readEvent(input, ports);
  try {
    return await answer(asked);
  } catch (cause) {
    ports.report({ callId: asked.callId, turn: asked.session.turn, what: 'turn-failed', cause });
    return await apologise(asked);
  }
}

function readEvent(input: unknown, ports: HookPorts): Asked {
  const event = LexEvent.safeParse(input);
  const session = LexSession.safeParse(event.data?.sessionState.sessionAttributes ?? {});
  if (!event.success || !session.success)
    throw new NoSession(
      'The Lex event has no bot locale, or its session attributes no "playbook" and "contactId"; the contact flow or the SIP function sets them.',
    );
  const callId = callIdOf(session.data.contactId);
  return { event: event.data, session: session.data, heard: heardIn(event.data), callId, ports };
}

async function answer(asked: Asked): Promise<LexResponse> {
  const { session, heard, callId, ports } = asked;
  if (session.waitingFor !== undefined) {
    const timely = await awaitTurn(callId, session.waitingFor, ports);
    return timely.inTime ? respond(asked, session.waitingFor, timely) : oneMoment(asked, session.waitingFor);
  }
  const playbook = await playbookOf(asked);
  const before = session.turn ?? (await lastTurn(asked));
  const meant = heard.intent === undefined ? undefined : wordsOfIntent(heard.intent, playbook, heard.locale);
  const take = (turn: number) =>
    takeTurnInTime(heardRequest({ session, turn, nowMs: ports.clock.now() }, heard, meant), ports);
  const next = await take(before + 1);
  if (!(await isLinesOwn(asked, before + 1, next)))
    return next.inTime ? respond(asked, before + 1, next) : oneMoment(asked, before + 1);
  const free = (await lastTurn(asked)) + 1;
  const later = await take(free);
  return later.inTime ? respond(asked, free, later) : oneMoment(asked, free);
}

/** Whether what answered is not this event's turn but one that the line's own events took under its number. */
async function isLinesOwn({ callId, ports }: Asked, turn: number, timely: Timely): Promise<boolean> {
  const replayed = timely.inTime && timely.events.some((event) => event.type === 'done' && event.replayed);
  if (!replayed) return false;
  const cause = (await ports.store.turn(callId, turn))?.request.cause;
  return cause === 'call-ended' || cause === 'transfer-progressed';
}

/** The newest turn of a call whose line does not know it; the call is begun when there is none. */
async function lastTurn({ session, heard, callId, ports }: Asked): Promise<number> {
  const newest = await ports.store.newestTurn(callId);
  if (newest !== undefined) return newest.turn;
  // Nobody greeted: the flow's own function was out of reach. The call begins with the caller's words.
  await takeTurnInTime(startRequest(session, heard.locale), ports);
  return 1;
}

async function playbookOf({ session, ports }: Asked): Promise<CompiledPlaybook> {
  const playbook = await ports.playbooks.get(session.playbook);
  if (playbook !== undefined) return playbook;
  throw new Error(
    `There is no playbook "${session.playbook}" here; the line and the functions must be deployed together.`,
  );
}

async function respond(
  asked: Asked,
  turn: number,
  timely: Extract<Timely, { inTime: true }>,
): Promise<LexResponse> {
  const { session, callId, ports } = asked;
  const reply = replyOf(timely.events);
  if (reply.refused !== undefined) {
    ports.report({ callId, turn, what: 'turn-refused', code: reply.refused.code });
    if (reply.refused.code !== 'call-over') return apologise(asked);
  }
  const route = routeOf(reply);
  return lexResponse({
    ...base(asked),
    // The words of another language wait until the line has the voice for them.
    sentences: route === 'language' ? [] : reply.sentences,
    rate: reply.rate,
    route,
    expect: reply.expect,
    patienceMs: reply.patienceMs,
    turn: reply.refused === undefined ? turn : session.turn,
    more: await forTheLine(asked, reply, turn),
  });
}

/** What the flow needs beside the words: the language to change to, or what a person is told. */
async function forTheLine(asked: Asked, { deed }: Reply, turn: number): Promise<Record<string, string>> {
  const { callId, ports, heard } = asked;
  if (deed?.action === 'switch-language') return { locale: deed.locale };
  if (deed?.action !== 'transfer') return {};
  const record = await ports.store.turn(callId, turn);
  const told = handoverAttributes(record?.state ?? { goal: null, fields: {} }, deed, heard.sentiment);
  return { ...told, holiday: holidayNow(await playbookOf(asked), ports) };
}

function base({ event, session }: Asked) {
  return {
    session,
    attributes: event.sessionState.sessionAttributes ?? {},
    intent: event.sessionState.intent?.name,
  };
}

/** The answer is not there yet: the caller is asked for a moment, and Lex comes back after a short silence. */
async function oneMoment(asked: Asked, turn: number): Promise<LexResponse> {
  const { session, heard, callId, ports } = asked;
  ports.report({ callId, turn, what: 'turn-slow' });
  // After a few times the caller is better off with somebody who has time.
  if (session.waits >= MAX_WAITS) return apologise(asked);
  const playbook = await playbookOf(asked);
  return lexResponse({
    ...base(asked),
    sentences: [telephonePhrase(playbook, heard.locale, 'oneMoment')],
    route: 'continue',
    expect: { kind: 'nothing' },
    patienceMs: WAITING_PATIENCE_MS,
    turn: session.turn,
    more: { waitingFor: String(turn), waits: String(session.waits + 1) },
  });
}

/** Whether today, where the business is, is a holiday of its playbook: nobody is there then. */
function holidayNow({ source }: CompiledPlaybook, { clock }: HookPorts): 'yes' | 'no' {
  return isHoliday(source, localDay(clock.now(), source.timeZone)) ? 'yes' : 'no';
}

/** The last resort: an apology in the playbook's words, and a person. */
async function apologise(asked: Asked): Promise<LexResponse> {
  const playbook = await asked.ports.playbooks.get(asked.session.playbook);
  const sentences = playbook === undefined ? [] : [telephonePhrase(playbook, asked.heard.locale, 'apology')];
  return lexResponse({
    ...base(asked),
    sentences,
    route: 'transfer',
    expect: { kind: 'nothing' },
    patienceMs: undefined,
    turn: asked.session.turn,
    more: {
      need: 'The agent failed.',
      ...(playbook === undefined ? {} : { holiday: holidayNow(playbook, asked.ports) }),
    },
  });
}
