import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { sendJson, sendJsonError } from '../wire/answers.ts';
import { readBody, type WireHandler } from '../wire/server.ts';

const CONTENT_TYPE = 'application/x-amz-json-1.0';
/** The longest message in characters (End User Messaging API reference, SendTextMessage). */
const MAX_BODY_CHARACTERS = 1_600;

const SendTextMessage = z.object({
  DestinationPhoneNumber: z.string().regex(/^\+[1-9]\d{1,14}$/),
  MessageBody: z.string().min(1).max(MAX_BODY_CHARACTERS),
  OriginationIdentity: z.string().optional(),
  Context: z.record(z.string(), z.string()).optional(),
});

/** A text that was sent, as far as a laptop sends any. */
export const SentText = z.object({
  messageId: z.string(),
  /** ISO-8601, UTC. */
  at: z.string(),
  to: z.string(),
  body: z.string(),
  callId: z.string().optional(),
});
export type SentText = z.infer<typeof SentText>;

/** AWS End User Messaging: SendTextMessage into a file, one text a line, since nobody is texted from a laptop. */
export function textMessagesService(file: string, now: () => number): WireHandler {
  return async (request, response) => {
    const operation = String(request.headers['x-amz-target']).split('.').at(-1);
    const body = await readBody(request);
    if (operation !== 'SendTextMessage')
      return sendJsonError(response, 400, 'ValidationException', `${operation} is not served on a laptop.`);
    const parsed = SendTextMessage.safeParse(JSON.parse(body.toString('utf8')));
    if (!parsed.success)
      return sendJsonError(response, 400, 'ValidationException', z.prettifyError(parsed.error));
    const { DestinationPhoneNumber, MessageBody, Context } = parsed.data;
    const text: SentText = {
      messageId: crypto.randomUUID(),
      at: new Date(now()).toISOString(),
      to: DestinationPhoneNumber,
      body: MessageBody,
      ...(Context?.callId === undefined ? {} : { callId: Context.callId }),
    };
    mkdirSync(path.dirname(file), { recursive: true });
    appendFileSync(file, `${JSON.stringify(text)}\n`);
    sendJson(response, 200, { MessageId: text.messageId }, CONTENT_TYPE);
  };
}

/** The texts of a file, in the order in which they were sent; none when there is no file. */
export function readSentTexts(file: string): SentText[] {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '');
  return lines.map((line) => SentText.parse(JSON.parse(line)));
}
