import * as z from 'zod';
import { change, flowAction } from '../action.ts';

/** "Set recording and analytics behavior". */
export const updateContactRecordingBehavior = flowAction({
  type: 'UpdateContactRecordingBehavior',
  parameters: z.strictObject({
    RecordingBehavior: z.looseObject({
      RecordedParticipants: z.array(z.enum(['Agent', 'Customer'])).default([]),
      IVRRecordingBehavior: z.enum(['Enabled', 'Disabled']).optional(),
    }),
    AnalyticsBehavior: z.looseObject({}).optional(),
  }),
  begin: ({ RecordingBehavior }, contact) => {
    const automated = RecordingBehavior.IVRRecordingBehavior === 'Enabled' ? ['Automated'] : [];
    return change({ ...contact, recorded: [...RecordingBehavior.RecordedParticipants, ...automated] });
  },
});
