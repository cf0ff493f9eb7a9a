import { SpeechEngine, type SpokenVoice } from '../../../agent/turn/voice.ts';

/** Voices of Connect's agentic engine, and who of Polly's speaks in their place on a laptop. */
const AGENTIC_VOICES: Readonly<Record<string, string>> = {
  Katie: 'Joanna',
  Blake: 'Matthew',
  Brooke: 'Ruth',
  Ronald: 'Stephen',
  Gemma: 'Amy',
};
const AGENTIC_ENGINE = 'connect:agentic';
/** Other agentic voices are named by locale; they sound like the first. */
const ANY_AGENTIC_VOICE = 'Joanna';

/**
 * The voice that speaks for the one that a contact has. Undefined for an engine that does not exist, and for a
 * Polly voice under the agentic engine: production cannot speak with either.
 */
export function spokenVoice(voice: { name: string; engine: string }): SpokenVoice | undefined {
  if (voice.engine === AGENTIC_ENGINE)
    return Object.values(AGENTIC_VOICES).includes(voice.name)
      ? undefined
      : { id: AGENTIC_VOICES[voice.name] ?? ANY_AGENTIC_VOICE, engine: 'generative' };
  const engine = SpeechEngine.safeParse(voice.engine);
  return engine.success ? { id: voice.name, engine: engine.data } : undefined;
}
