import * as z from 'zod';
import { type FlowAction, flowAction, NEXT } from '../action.ts';

/** Actions that change nothing that can be heard on a laptop: logs, and streams that nobody reads there. */
export const withoutEffect: readonly FlowAction[] = [
  'UpdateFlowLoggingBehavior',
  'UpdateContactMediaStreamingBehavior',
].map((type) => flowAction({ type, parameters: z.looseObject({}), begin: () => NEXT }));
