import * as z from 'zod';
import { change, flowAction, leaveByError } from '../action.ts';

/** "Set working queue". */
export const updateContactTargetQueue = flowAction({
  type: 'UpdateContactTargetQueue',
  parameters: z.strictObject({ QueueId: z.string().optional(), AgentId: z.string().optional() }),
  begin: ({ QueueId, AgentId }, contact) => {
    const arn = QueueId ?? AgentId ?? '';
    if (arn === '') return leaveByError('NoMatchingError');
    return change({ ...contact, queue: { arn, name: arn.split('/').at(-1) ?? arn } });
  },
});
