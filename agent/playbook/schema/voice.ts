import * as z from 'zod';
import { SpeechEngine } from '../../conversation/voice.ts';

export const Voice = z.strictObject({
  voice: z.string().min(1).describe('Amazon Polly voice id, such as Joanna.'),
  engine: SpeechEngine.describe('The Polly engine of that voice.'),
  tone: z.string().min(1).describe('How the agent speaks, in a few words, such as: warm, calm and brief.'),
});
