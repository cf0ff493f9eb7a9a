import * as z from 'zod';
import { afterResult, flowAction, leaveByValue } from '../action.ts';
import { PromptParameters, speechOf } from '../prompt-parameters.ts';

/** "Get customer input" with a bot. The intent that the bot closed with chooses the branch. */
export const connectParticipantWithLexBot = flowAction({
  type: 'ConnectParticipantWithLexBot',
  parameters: z.strictObject({
    ...PromptParameters,
    LexV2Bot: z.strictObject({ AliasArn: z.string() }),
    LexSessionAttributes: z.record(z.string(), z.string()).default({}),
    LexTimeoutSeconds: z.strictObject({ Text: z.string() }).optional(),
    LexInitializationData: z.strictObject({ InitialMessage: z.string() }).optional(),
  }),
  begin: (parameters, contact) => ({
    move: 'await',
    effect: {
      type: 'talk-to-bot',
      speech: speechOf(parameters, contact),
      aliasArn: parameters.LexV2Bot.AliasArn,
      sessionAttributes: parameters.LexSessionAttributes,
    },
  }),
  finish: (parameters, contact, result) =>
    result.type === 'bot-closed'
      ? leaveByValue(result.outcome.intentName, { ...contact, bot: result.outcome })
      : afterResult(parameters, contact, result),
});
