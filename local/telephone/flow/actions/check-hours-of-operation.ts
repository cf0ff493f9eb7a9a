import * as z from 'zod';
import { afterResult, flowAction, leaveByValue } from '../action.ts';

/** "Check hours of operation": of the hours named, else of the working queue. */
export const checkHoursOfOperation = flowAction({
  type: 'CheckHoursOfOperation',
  parameters: z.strictObject({ HoursOfOperationId: z.string().optional() }),
  begin: ({ HoursOfOperationId }) => ({
    move: 'await',
    effect: { type: 'check-hours', hoursArn: HoursOfOperationId },
  }),
  finish: (parameters, contact, result) =>
    result.type === 'hours'
      ? leaveByValue(result.open ? 'True' : 'False')
      : afterResult(parameters, contact, result),
});
