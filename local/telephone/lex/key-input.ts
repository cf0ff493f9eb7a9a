import { ask } from './answer.ts';
import { type Conversation, type ConversationStep, step } from './conversation-state.ts';

/** A key was pressed. Speech that was being heard gives way to it. */
export function keyPressed(before: Conversation, key: string, atMs: number): ConversationStep {
  const { settings, phase } = before;
  const taken = ['speaking', 'listening', 'hearing', 'settling', 'keying'].includes(phase);
  if (!settings.allowKeys || !taken || (phase === 'speaking' && !settings.allowInterrupt))
    return step(before);
  const silence = phase === 'speaking' ? [{ type: 'stop-speaking' as const }] : [];
  const keys = key === settings.keysDeletion ? '' : before.keys + key;
  const conversation: Conversation = {
    ...before,
    phase: 'keying',
    keys,
    heard: [],
    deadlineMs: atMs + settings.keysEndTimeoutMs,
    utteranceEndsMs: undefined,
  };
  const over =
    key === settings.keysEnd ? before.keys : keys.length >= settings.keysMaxLength ? keys : undefined;
  if (over === undefined) return step(conversation, ...silence);
  const asked = finishKeys({ ...conversation, keys: over });
  return step(asked.conversation, ...silence, ...asked.effects);
}

/** No further key came in time, or the end key did. */
export function finishKeys(conversation: Conversation): ConversationStep {
  return ask(conversation, { mode: 'DTMF', transcript: conversation.keys });
}
