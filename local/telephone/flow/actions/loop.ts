import * as z from 'zod';
import { flowAction, leaveByValue } from '../action.ts';

/** Connect's word for one more pass; `DoneLooping` is the other. The stepper starts counting anew after it. */
export const CONTINUE_LOOPING = 'ContinueLooping';

export const loop = flowAction({
  type: 'Loop',
  parameters: z.strictObject({ LoopCount: z.coerce.number().int().min(0).max(100) }),
  begin: ({ LoopCount }, _contact, passes) =>
    leaveByValue(passes < LoopCount ? CONTINUE_LOOPING : 'DoneLooping'),
});
