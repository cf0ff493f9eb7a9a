import type { CallState } from '../call/call-state.ts';
import type { Expect } from '../turn/expect.ts';
import { FALLBACK_INTENT } from './intents.ts';
import { type SpokenMessage, spokenMessage } from './markup.ts';
import type { LexSession, Route } from './session.ts';
import { listeningFor, settingAttributes } from './settings.ts';

/** What a code hook answers Lex V2. */
export interface LexResponse {
  sessionState: {
    sessionAttributes: Record<string, string>;
    dialogAction: { type: 'ElicitIntent' } | { type: 'Close' };
    /** Only when the conversation is closed. */
    intent?: { name: string; state: 'Fulfilled' };
  };
  messages: SpokenMessage[];
}

/**
 * Session attributes take at most 12 KB after base 64, which makes four bytes of three; and the whole event,
 * with what the caller said in it several times, is sent only up to 12 KB (Lex V2 quotas).
 */
export const MAX_ATTRIBUTE_BYTES = 7 * 1024;

export interface Answered {
  session: LexSession;
  /** All session attributes of the event: those of others are kept. */
  attributes: Readonly<Record<string, string>>;
  intent: string | undefined;
  sentences: readonly string[];
  /** The speaking rate in percent; the voice's usual one when absent. */
  rate?: number | undefined;
  route: Route;
  expect: Expect;
  patienceMs: number | undefined;
  /** The last turn that is committed; undefined when none is. */
  turn: number | undefined;
  /** Further attributes of ours, such as those for a person who takes over. */
  more: Readonly<Record<string, string>>;
}

/** Makes Lex's response: speak and listen on, or speak and give the caller back to the contact flow. */
export function lexResponse(answered: Answered): LexResponse {
  const { route } = answered;
  const own = ownAttributes(answered);
  const sessionAttributes = withinLimit(answered.attributes, own);
  const messages = spokenIn(answered);
  // Lex refuses to elicit without a message; an answer without words gives the caller back to the flow.
  if (route === 'continue' && messages.length > 0)
    return { sessionState: { sessionAttributes, dialogAction: { type: 'ElicitIntent' } }, messages };
  const intent = { name: answered.intent ?? FALLBACK_INTENT, state: 'Fulfilled' as const };
  return { sessionState: { sessionAttributes, dialogAction: { type: 'Close' }, intent }, messages };
}

function spokenIn({ sentences, rate, session: { markup } }: Answered): SpokenMessage[] {
  return sentences.some((sentence) => sentence.trim() !== '')
    ? [spokenMessage(sentences, markup, { rate })]
    : [];
}

function ownAttributes({ session, route, expect, patienceMs, turn, more }: Answered): Record<string, string> {
  return {
    ...(turn === undefined ? {} : { turn: String(turn) }),
    route,
    expect: JSON.stringify(expect),
    waitingFor: '',
    waits: '0',
    ...settingAttributes(listeningFor(expect, session.recognition, patienceMs), session.recognition),
    ...more,
  };
}

/** Ours always fit (each is bounded where it is made); what others put there is kept as far as there is room. */
function withinLimit(
  foreign: Readonly<Record<string, string>>,
  own: Readonly<Record<string, string>>,
): Record<string, string> {
  const kept = Object.entries(foreign).filter(([key]) => !Object.hasOwn(own, key));
  const ordered = kept.toSorted(([one], [other]) => rank(one) - rank(other));
  const attributes: Record<string, string> = { ...own };
  for (const [key, value] of ordered) {
    const longer = { ...attributes, [key]: value };
    if (bytes(longer) <= MAX_ATTRIBUTE_BYTES) attributes[key] = value;
  }
  return attributes;
}

/** Without these the next event could not be understood: they are kept before anybody else's. */
const NEEDED = ['playbook', 'contactId', 'line', 'markup', 'recognition', 'startedAt', 'from', 'turn'];

function rank(key: string): number {
  return NEEDED.includes(key) ? 0 : 1;
}

function bytes(attributes: Record<string, string>): number {
  return new TextEncoder().encode(JSON.stringify(attributes)).length;
}

/** A text for a person is cut to this, in bytes; the three of them leave room for everything else of ours. */
const MAX_HANDOVER_BYTES = 1_400;

/** What the person who takes the call over is told: contact attributes of the flow, by name. */
export function handoverAttributes(
  state: Pick<CallState, 'goal' | 'fields'>,
  deed: { reason: string; summary: string },
  sentiment: string | undefined,
): Record<string, string> {
  const fields = Object.entries(state.fields).map(([name, { spoken }]) => `${name}: ${spoken}`);
  return {
    need: clipped(deed.reason),
    summary: clipped(deed.summary),
    goal: state.goal ?? '',
    fields: clipped(fields.join('; ')),
    ...(sentiment === undefined ? {} : { sentiment }),
  };
}

/** Cut at a whole character. */
function clipped(text: string): string {
  const bytes = new TextEncoder().encode(text).slice(0, MAX_HANDOVER_BYTES);
  return new TextDecoder().decode(bytes).replace(/\ufffd+$/, '');
}
