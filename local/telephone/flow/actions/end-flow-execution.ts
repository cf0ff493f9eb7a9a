import * as z from 'zod';
import { flowAction } from '../action.ts';

/** "End flow / resume": the end of a flow that is not the call's own. */
export const endFlowExecution = flowAction({
  type: 'EndFlowExecution',
  parameters: z.strictObject({}),
  begin: () => ({ move: 'end-flow' }),
});
