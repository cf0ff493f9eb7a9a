import * as z from 'zod';
import type { Speech } from '../speech/speech.ts';
import { MAX_RESPONSE_BYTES } from './hook-event.ts';

/** The longest message, in characters (Lex V2 quotas). */
export const MAX_MESSAGE_CHARACTERS = 4_000;
/** All session attributes together, in bytes after base64 (Lex V2 quotas). */
const MAX_ATTRIBUTE_BYTES = 12 * 1024;

/** Lex refuses the answer of a code hook. The conversation ends with an error, as it does when the hook fails. */
export class HookRefused extends Error {
  override readonly name = 'HookRefused';
}

const Intent = z.looseObject({
  name: z.string(),
  state: z.string().optional(),
  slots: z.record(z.string(), z.unknown()).nullish(),
});
const Response = z.object({
  sessionState: z.object({
    sessionAttributes: z.record(z.string(), z.string()).default({}),
    dialogAction: z.object({
      type: z.enum(['Close', 'ConfirmIntent', 'Delegate', 'ElicitIntent', 'ElicitSlot']),
      slotToElicit: z.string().optional(),
    }),
    intent: Intent.optional(),
  }),
  messages: z
    .array(
      z.object({
        contentType: z.enum(['PlainText', 'SSML', 'CustomPayload', 'ImageResponseCard']),
        content: z.string(),
      }),
    )
    .default([]),
});

/** What a code hook wants: to hear the caller's next answer, or to end the conversation. */
export interface HookAnswer {
  next: 'listen' | 'close';
  messages: Speech[];
  sessionAttributes: Readonly<Record<string, string>>;
  /** The intent that it closes with. */
  intentName: string | undefined;
}

/**
 * Reads a code hook's answer and holds it to Lex's limits.
 *
 * @param plainMarkup what a PlainText message is read as by the voice of the call.
 * @throws HookRefused with what Lex would say.
 */
export function readHookResponse(payload: unknown, plainMarkup: Speech['markup']): HookAnswer {
  const bytes = Buffer.byteLength(JSON.stringify(payload ?? null));
  if (bytes > MAX_RESPONSE_BYTES) throw new HookRefused(`The hook answered with ${bytes} bytes.`);
  const parsed = Response.safeParse(payload);
  if (!parsed.success)
    throw new HookRefused(`The hook's answer is not what Lex takes: ${z.prettifyError(parsed.error)}`);
  const { sessionState, messages } = parsed.data;
  const { dialogAction, sessionAttributes, intent } = sessionState;
  const attributeBytes = base64Bytes(JSON.stringify(sessionAttributes));
  if (attributeBytes > MAX_ATTRIBUTE_BYTES)
    throw new HookRefused(`The hook's session attributes take ${attributeBytes} bytes.`);
  const spoken = messages.filter(({ contentType }) => contentType === 'PlainText' || contentType === 'SSML');
  for (const { content } of spoken) refuseLong(content);
  if (dialogAction.type === 'ElicitIntent' && spoken.length === 0)
    throw new HookRefused('ElicitIntent needs a message.');
  if (dialogAction.type === 'Close' && intent === undefined)
    throw new HookRefused('Close needs the intent that it closes.');
  return {
    next: dialogAction.type === 'Close' || dialogAction.type === 'Delegate' ? 'close' : 'listen',
    messages: spoken.map(({ contentType, content }) => ({
      text: content,
      markup: contentType === 'SSML' ? 'ssml' : plainMarkup,
    })),
    sessionAttributes,
    intentName: intent?.name,
  };
}

function refuseLong(content: string): void {
  if (content.length > MAX_MESSAGE_CHARACTERS)
    throw new HookRefused(
      `The hook's message has ${content.length} characters; at most ${MAX_MESSAGE_CHARACTERS}.`,
    );
}

function base64Bytes(text: string): number {
  return Math.ceil(Buffer.byteLength(text) / 3) * 4;
}
