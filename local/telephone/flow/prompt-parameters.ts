import * as z from 'zod';
import type { Speech } from '../speech/speech.ts';
import type { Contact } from './contact.ts';

/** How an action gives what it says: at most one of them. A prompt or a sound file is not on a laptop. */
export const PromptParameters = {
  Text: z.string().optional(),
  SSML: z.string().optional(),
};

/** Connect's own voices read markup of their own; Polly's read a text as it stands. */
const AGENTIC_ENGINE = 'connect:agentic';

/** What the parameters say, or undefined when they say nothing. */
export function speechOf(
  { Text, SSML }: { Text?: string | undefined; SSML?: string | undefined },
  contact: Contact,
): Speech | undefined {
  if (SSML !== undefined && SSML !== '') return { text: SSML, markup: 'ssml' };
  if (Text === undefined || Text.trim() === '') return undefined;
  return { text: Text, markup: contact.voice.engine === AGENTIC_ENGINE ? 'agentic' : 'plain' };
}
