import * as z from 'zod';
import { flowAction, leaveByValue } from '../action.ts';

/** "Check contact attributes". */
export const compare = flowAction({
  type: 'Compare',
  parameters: z.strictObject({ ComparisonValue: z.string() }),
  begin: ({ ComparisonValue }) => leaveByValue(ComparisonValue),
});
