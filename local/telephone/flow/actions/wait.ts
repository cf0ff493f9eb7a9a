import * as z from 'zod';
import { afterResult, flowAction, leaveByValue } from '../action.ts';
import { seconds } from '../effect.ts';

/** Seven days, the longest wait. */
const MAX_SECONDS = 604_800;

export const wait = flowAction({
  type: 'Wait',
  parameters: z.strictObject({
    TimeoutSeconds: seconds(1, MAX_SECONDS),
    Events: z.array(z.string()).default([]),
  }),
  begin: ({ TimeoutSeconds }) => ({ move: 'await', effect: { type: 'wait', ms: TimeoutSeconds * 1_000 } }),
  finish: (parameters, contact, result) =>
    result.type === 'done' ? leaveByValue('WaitCompleted') : afterResult(parameters, contact, result),
});
