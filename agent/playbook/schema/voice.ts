import * as z from 'zod';
import { SpeakingRate, SpeechEngine } from '../../turn/voice.ts';

export const Voice = z.strictObject({
  voice: z.string().min(1).describe('Amazon Polly voice id, such as Joanna.'),
  engine: SpeechEngine.describe('The Polly engine of that voice.'),
  rate: SpeakingRate.optional().describe(
    'How fast it speaks, in percent of its usual rate; 90 is a little slower. Standard and neural voices only.',
  ),
  tone: z.string().min(1).describe('How the agent speaks, in a few words, such as: warm, calm and brief.'),
});
