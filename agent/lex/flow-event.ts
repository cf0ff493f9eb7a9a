import * as z from 'zod';
import { TransferProgress } from '../turn/turn-request.ts';
import { type Entered, enterConversation } from './enter.ts';
import type { HookPorts } from './hook-ports.ts';
import { spokenMessage } from './markup.ts';
import { type LexSession, Markup } from './session.ts';
import { listeningFor, settingEntries } from './settings.ts';

/** What a contact flow asks the hook (Amazon Connect administrator guide, "Invoke Lambda functions"). */
export const FlowEvent = z.object({
  Name: z.literal('ContactFlowEvent'),
  Details: z.object({
    Parameters: z.object({
      playbook: z.string().min(1),
      step: z.enum(['enter', 'resume', 'switched', 'unanswered']),
      markup: Markup.catch('ssml'),
      locale: z.string().optional().catch(undefined),
      recognition: z.enum(['Advanced', 'Neural', 'Standard']).catch('Standard'),
      progress: TransferProgress.catch('failed'),
    }),
    ContactData: z.object({
      ContactId: z.string().min(1),
      LanguageCode: z.string().nullish().catch(undefined),
      CustomerEndpoint: z.object({ Address: z.string() }).nullish().catch(undefined),
      /** Set by the flow or by whoever started the contact (Amazon Connect API, StartOutboundVoiceContact). */
      Attributes: z.record(z.string(), z.string()).nullish().catch(undefined),
    }),
  }),
});
export type FlowEvent = z.infer<typeof FlowEvent>;

/** Connect gives a flow's function 8 s at most; two of them are for a cold start and the way there. */
const ANSWER_WITHIN_MS = 6_000;

/** What the flow reads as `$.External.…`: a flat map of texts. */
export type FlowAnswer = Record<string, string>;

/**
 * Answers a contact flow that has the caller: what to say before Lex listens again, and where to go.
 *
 * @throws what the record throws; the flow then apologises and puts the caller through.
 */
export async function answerFlow({ Details }: FlowEvent, ports: HookPorts): Promise<FlowAnswer> {
  const { Parameters: asked, ContactData: contact } = Details;
  const session: LexSession = {
    playbook: asked.playbook,
    contactId: contact.ContactId,
    line: 'connect',
    markup: asked.markup,
    recognition: asked.recognition,
    waits: 0,
    ...(contact.CustomerEndpoint == null ? {} : { from: contact.CustomerEndpoint.Address }),
  };
  const { step, progress } = asked;
  const locale = asked.locale ?? contact.LanguageCode ?? '';
  const entered = await enterConversation(
    {
      session,
      step,
      progress,
      locale,
      attributes: contact.Attributes ?? {},
      withinMs: ANSWER_WITHIN_MS,
    },
    ports,
  );
  return {
    ...textsOf(entered, session),
    ...promiseOf(entered),
    prompt: spokenMessage(entered.sentences, session.markup, { rate: entered.reply.rate }).content,
  };
}

/** The task that the flow makes of a promise to call back. */
function promiseOf({ callBack }: Entered): FlowAnswer {
  if (callBack === undefined) return { callBack: 'none' };
  const { ticket, number, name, text } = callBack;
  return { callBack: 'promised', ticket, callBackNumber: number, taskName: name, taskText: text };
}

/** Session attributes by plain names, as a flow hands them on to Lex. */
function textsOf(entered: Entered, { recognition }: LexSession): FlowAnswer {
  const { reply, route, turn, startedAt, waitingFor } = entered;
  const settings = listeningFor(reply.expect, recognition, reply.patienceMs);
  return {
    route,
    turn: String(turn),
    startedAt: startedAt ?? '',
    expect: JSON.stringify(reply.expect),
    recognition,
    waitingFor: waitingFor === undefined ? '' : String(waitingFor),
    // Every setting, because a flow names them all; those that a locale's ears do not know do no harm.
    ...Object.fromEntries(settingEntries(settings, 'Advanced')),
  };
}
