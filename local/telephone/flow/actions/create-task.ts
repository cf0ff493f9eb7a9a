import * as z from 'zod';
import { flowAction } from '../action.ts';

/** "Create task". The task is a contact of its own: the caller's flow does not wait for it. */
export const createTask = flowAction({
  type: 'CreateTask',
  parameters: z.strictObject({
    ContactFlowId: z.string().min(1),
    Name: z.string().min(1).max(512),
    Description: z.string().max(4_096).default(''),
    Attributes: z.record(z.string(), z.string()).default({}),
  }),
  begin: ({ ContactFlowId, Name, Description, Attributes }) => ({
    move: 'await',
    effect: {
      type: 'create-task',
      flowArn: ContactFlowId,
      task: { name: Name, description: Description, attributes: Attributes },
    },
  }),
});
