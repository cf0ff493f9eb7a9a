import * as z from 'zod';
import { afterResult, flowAction, leaveByError } from '../action.ts';

/** "Transfer to queue". A contact without a working queue cannot be transferred. */
export const transferContactToQueue = flowAction({
  type: 'TransferContactToQueue',
  parameters: z.strictObject({}),
  begin: (_parameters, contact) =>
    contact.queue === undefined
      ? leaveByError('NoMatchingError')
      : { move: 'await', effect: { type: 'queue' } },
  finish: (parameters, contact, result) =>
    result.type === 'done' ? { move: 'hang-up' } : afterResult(parameters, contact, result),
});
