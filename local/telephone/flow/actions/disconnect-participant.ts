import * as z from 'zod';
import { flowAction } from '../action.ts';

/** "Disconnect / hang up". */
export const disconnectParticipant = flowAction({
  type: 'DisconnectParticipant',
  parameters: z.strictObject({}),
  begin: () => ({ move: 'hang-up' }),
});
