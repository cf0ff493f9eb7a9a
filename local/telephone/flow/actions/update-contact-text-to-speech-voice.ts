import * as z from 'zod';
import { change, flowAction } from '../action.ts';

/** "Set voice". A voice that does not exist shows only when it is to speak, as in Connect. */
export const updateContactTextToSpeechVoice = flowAction({
  type: 'UpdateContactTextToSpeechVoice',
  parameters: z.strictObject({
    TextToSpeechVoice: z.string().min(1),
    TextToSpeechEngine: z.string().optional(),
    TextToSpeechStyle: z.enum(['None', 'Conversational', 'Newscaster']).optional(),
  }),
  begin: ({ TextToSpeechVoice, TextToSpeechEngine }, contact) =>
    change({
      ...contact,
      voice: { name: TextToSpeechVoice, engine: (TextToSpeechEngine ?? 'standard').toLowerCase() },
    }),
});
