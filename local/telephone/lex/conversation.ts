import type { Speech } from '../speech/speech.ts';
import { ask, finishSpeech } from './answer.ts';
import {
  type Conversation,
  type ConversationInput,
  type ConversationStep,
  step,
} from './conversation-state.ts';
import type { HookAnswer } from './hook-response.ts';
import { finishKeys, keyPressed } from './key-input.ts';
import { readSettings } from './settings.ts';
import { hearing, voiceStarted, voiceStopped, words } from './voice-input.ts';

/** The longest that one conversation with a bot lasts (Lex V2 quotas: 15 minutes). */
export const CONVERSATION_LIMIT_MS = 15 * 60_000;

/** When the conversation wants to be told the time, in milliseconds of the call. */
export function wakesAtMs({ deadlineMs, utteranceEndsMs, startedMs }: Conversation): number {
  return Math.min(
    deadlineMs ?? Number.POSITIVE_INFINITY,
    utteranceEndsMs ?? Number.POSITIVE_INFINITY,
    startedMs + CONVERSATION_LIMIT_MS,
  );
}

/**
 * Lex's turn cycle: takes one input and gives the conversation after it, with what is to be done. Pure.
 *
 * @throws BadSetting when the hook's session attributes hold what Lex refuses.
 */
export function converse(before: Conversation, input: ConversationInput): ConversationStep {
  if (before.phase === 'over') return step(before);
  if (input.atMs >= before.startedMs + CONVERSATION_LIMIT_MS)
    return fail(before, 'the conversation reached its limit of 15 minutes');
  switch (input.type) {
    case 'begin':
      return input.prompt === undefined ? listen(before, input.atMs) : speak(before, [input.prompt]);
    case 'spoken':
      return spoken(before, input.atMs);
    case 'voice-started':
      return voiceStarted(before, input.sinceMs, input.atMs);
    case 'voice-stopped':
      return voiceStopped(before, input.endMs);
    case 'words':
      return words(before, input.transcript, input.atMs);
    case 'key':
      return keyPressed(before, input.key, input.atMs);
    case 'typed':
      return typed(before, input.text);
    case 'hook-answered':
      return before.phase === 'asking' ? obey(before, input.answer) : step(before);
    case 'hook-failed':
      return fail(before, input.message);
    case 'time':
      return timeUp(before, input.atMs);
  }
}

function speak(conversation: Conversation, speeches: readonly Speech[]): ConversationStep {
  return step({ ...conversation, phase: 'speaking', deadlineMs: undefined }, { type: 'speak', speeches });
}

/** The bot's words have been played to their end, or cut off by the caller (who is being heard already). */
function spoken(conversation: Conversation, atMs: number): ConversationStep {
  if (conversation.phase === 'speaking') return listen(conversation, atMs);
  if (conversation.phase !== 'closing') return step(conversation);
  return step({ ...conversation, phase: 'over' }, { type: 'close', intentName: conversation.closesWith });
}

function listen(before: Conversation, atMs: number): ConversationStep {
  const conversation: Conversation = {
    ...before,
    phase: 'listening',
    listenFromMs: atMs,
    heard: [],
    deadlineMs: atMs + before.settings.startTimeoutMs,
    utteranceEndsMs: undefined,
  };
  // Whoever spoke over words that may not be interrupted is heard from here on.
  const heard = before.voiced && before.settings.allowAudio ? hearing(conversation, atMs) : conversation;
  return step(heard, { type: 'listen' });
}

function typed(conversation: Conversation, text: string): ConversationStep {
  if (!['speaking', 'listening', 'hearing', 'settling', 'keying'].includes(conversation.phase))
    return step(conversation);
  const asked = ask(conversation, { mode: 'Text', transcript: text });
  const silence = conversation.phase === 'speaking' ? [{ type: 'stop-speaking' as const }] : [];
  return step(asked.conversation, ...silence, ...asked.effects);
}

function obey(before: Conversation, answer: HookAnswer): ConversationStep {
  const conversation: Conversation = {
    ...before,
    attributes: answer.sessionAttributes,
    settings: readSettings(answer.sessionAttributes, before),
  };
  if (answer.next === 'listen') return speak(conversation, answer.messages);
  if (answer.messages.length === 0)
    return step({ ...conversation, phase: 'over' }, { type: 'close', intentName: answer.intentName });
  return step(
    { ...conversation, phase: 'closing', closesWith: answer.intentName },
    { type: 'speak', speeches: answer.messages },
  );
}

/** A deadline has come, or the clock is a little early and nothing is due. */
function timeUp(conversation: Conversation, atMs: number): ConversationStep {
  const { phase, deadlineMs, utteranceEndsMs } = conversation;
  if (utteranceEndsMs !== undefined && atMs >= utteranceEndsMs)
    return finishSpeech({ ...conversation, voiceEndMs: Math.min(conversation.voiceEndMs, atMs) }, atMs);
  if (deadlineMs === undefined || atMs < deadlineMs) return step(conversation);
  switch (phase) {
    case 'listening':
      return ask(conversation, { mode: 'Speech', transcript: '' });
    case 'settling':
    case 'late':
      return finishSpeech(conversation, atMs);
    case 'keying':
      return finishKeys(conversation);
    default:
      return step(conversation);
  }
}

function fail(conversation: Conversation, message: string): ConversationStep {
  const silence = ['speaking', 'closing'].includes(conversation.phase)
    ? [{ type: 'stop-speaking' as const }]
    : [];
  return step({ ...conversation, phase: 'over' }, ...silence, { type: 'fail', message });
}
