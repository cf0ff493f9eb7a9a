import type { ScriptedTurn } from '../../../agent/scenario/schema/caller.ts';
import type { LineNoise } from '../../../agent/scenario/schema/scenario.ts';
import { writeWav } from '../../../media/audio/wav.ts';
import type { Utterance } from '../../caller/utterance.ts';
import { CommandFailed } from '../../command-failed.ts';
import { speak } from '../../engines/flite.ts';
import { FLITE_VOICES, type FliteVoice } from '../../engines/flite-voices.ts';
import { type Random, seededRandom, standardNormal } from '../../latency/random.ts';

const DEFAULT_VOICE: FliteVoice = 'slt';
/** The agent's voice speaks about 150 words a minute, in milliseconds a word. */
const MS_PER_WORD = 400;
/** The largest value of a 16-bit sample: 0 dB. */
const FULL_SCALE = 32_767;
const DB_PER_DECADE = 20;

/** What the caller says as audio: in the scenario's voice, as fast and as noisy as its line has it. */
export function callersVoice(
  turns: readonly ScriptedTurn[],
  { voice, speed = 1, noiseDb }: LineNoise,
  seed: number,
): Promise<Utterance[]> {
  const random = seededRandom(seed);
  const chosen = voice === undefined ? DEFAULT_VOICE : voiceNamed(voice);
  return Promise.all(
    turns.map(async ({ say = '', interruptsAfterWords }, index) => {
      const spoken = await speak(say, { voice: chosen });
      const fast = atSpeed(spoken.samples, speed);
      const samples = noiseDb === undefined ? fast : withNoise(fast, noiseDb, random);
      const interruption =
        interruptsAfterWords === undefined ? {} : { interruptAfterMs: interruptsAfterWords * MS_PER_WORD };
      return {
        name: `${index + 1}. ${say}`,
        wav: writeWav(samples, spoken.sampleRate),
        ...interruption,
      };
    }),
  );
}

/** Plays samples faster or slower by linear interpolation; the pitch follows, as on an old tape. */
export function atSpeed(samples: Int16Array, speed: number): Int16Array {
  if (speed === 1) return samples;
  const length = Math.max(1, Math.floor(samples.length / speed));
  return Int16Array.from({ length }, (_, index) => {
    const at = index * speed;
    const before = Math.floor(at);
    const here = samples[before] ?? 0;
    return Math.round(here + ((samples[before + 1] ?? here) - here) * (at - before));
  });
}

/** Adds white noise of that level (root mean square, in dB below full scale). */
export function withNoise(samples: Int16Array, noiseDb: number, random: Random): Int16Array {
  const level = FULL_SCALE * 10 ** (noiseDb / DB_PER_DECADE);
  return samples.map((sample) => {
    const noisy = Math.round(sample + standardNormal(random) * level);
    return Math.min(FULL_SCALE, Math.max(-FULL_SCALE, noisy));
  });
}

function voiceNamed(name: string): FliteVoice {
  const voice = FLITE_VOICES.find((known) => known === name);
  if (voice === undefined)
    throw new CommandFailed(`There is no voice "${name}"; there is ${FLITE_VOICES.join(', ')}.`);
  return voice;
}
