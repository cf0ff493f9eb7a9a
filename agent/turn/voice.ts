import * as z from 'zod';

/** Amazon Polly's engines. */
export const SpeechEngine = z.enum(['standard', 'neural', 'long-form', 'generative']);
export type SpeechEngine = z.infer<typeof SpeechEngine>;

/** Percent of a voice's usual speed. Polly takes 20 to 200 (developer guide, "prosody"); beyond these nobody follows. */
export const SpeakingRate = z.int().min(50).max(150);

/** Whose voice a sentence is spoken in. The line that speaks has no playbook: it is told with each sentence. */
export const SpokenVoice = z.strictObject({
  /** Polly voice id, such as Joanna. */
  id: z.string().min(1),
  engine: SpeechEngine,
  /** Its usual speed when absent. */
  rate: SpeakingRate.optional(),
});
export type SpokenVoice = z.infer<typeof SpokenVoice>;
