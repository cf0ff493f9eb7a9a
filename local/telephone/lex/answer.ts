import { type Conversation, type ConversationStep, step } from './conversation-state.ts';
import { confidenceOf, covers, textOfHeard } from './heard.ts';
import type { BotInput } from './hook-event.ts';

/** How long words may come after the end of the turn has been decided, before it is taken without them. */
const WORDS_LATE_MS = 1_500;

/** The caller has finished: their words go to the hook, as soon as they are there. */
export function finishSpeech(conversation: Conversation, atMs: number): ConversationStep {
  if (!covers(conversation.heard, conversation.voiceEndMs) && conversation.phase !== 'late')
    return step({
      ...conversation,
      phase: 'late',
      deadlineMs: atMs + WORDS_LATE_MS,
      utteranceEndsMs: undefined,
    });
  const transcript = textOfHeard(conversation.heard);
  const input: BotInput = {
    mode: 'Speech',
    transcript,
    ...(transcript === '' ? {} : { confidence: confidenceOf(conversation.heard) }),
  };
  return ask(conversation, input, Math.max(0, atMs - conversation.voiceEndMs));
}

/** Hands an answer to the code hook. */
export function ask(conversation: Conversation, input: BotInput, endpointingMs?: number): ConversationStep {
  const asking: Conversation = {
    ...conversation,
    phase: 'asking',
    deadlineMs: undefined,
    utteranceEndsMs: undefined,
    heard: [],
    keys: '',
  };
  return step(
    asking,
    ...(input.transcript === '' ? [] : [{ type: 'hear' as const, text: input.transcript, final: true }]),
    { type: 'ask', input, ...(endpointingMs === undefined ? {} : { endpointingMs }) },
  );
}
