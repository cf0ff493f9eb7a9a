import * as z from 'zod';
import { flowAction, NEXT } from '../action.ts';
import { PromptParameters, speechOf } from '../prompt-parameters.ts';

/** "Play prompt". */
export const messageParticipant = flowAction({
  type: 'MessageParticipant',
  parameters: z.strictObject(PromptParameters),
  begin: (parameters, contact) => {
    const speech = speechOf(parameters, contact);
    return speech === undefined ? NEXT : { move: 'await', effect: { type: 'speak', speech } };
  },
});
