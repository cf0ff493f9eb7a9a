import { writeWav } from '../../media/audio/wav.ts';
import { CommandFailed } from '../command-failed.ts';
import { speak } from '../engines/flite.ts';
import type { FliteVoice } from '../engines/flite-voices.ts';
import { keysOf, parseSpoken, type Utterance } from './utterance.ts';

/** What flite, which knows English, has a sound for. */
const WORD = /[a-z0-9]/i;

/**
 * Has a synthesizer speak a caller's words. A text may begin with `@ms` (see `parseSpoken`), and be keys in brackets.
 *
 * @throws CommandFailed for a text without words.
 */
export async function spokenUtterances(texts: readonly string[], voice: FliteVoice): Promise<Utterance[]> {
  return Promise.all(
    texts.map(async (written, index) => {
      const { text, ...interruption } = parseSpoken(written);
      const keys = keysOf(text);
      if (keys !== undefined) return { keys, ...interruption };
      if (!WORD.test(text))
        throw new CommandFailed(`Utterance ${index + 1} holds no English words to speak.`);
      const { samples, sampleRate } = await speak(text, { voice });
      return { name: `${index + 1}. ${text}`, wav: writeWav(samples, sampleRate), ...interruption };
    }),
  );
}
