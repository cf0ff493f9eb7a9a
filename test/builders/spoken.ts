import { speak } from '../../local/engines/flite.ts';
import type { FliteVoice } from '../../local/engines/flite-voices.ts';
import { SAMPLE_RATE } from '../../media/audio/frame.ts';
import { toFloat, toInt16 } from '../../media/audio/pcm.ts';
import { createResampler } from '../../media/audio/resampler.ts';

/** A caller's sentence as it comes over a telephone line, with silence around it. 16-bit samples at 8 kHz. */
export async function spoken(
  text: string,
  { voice = 'slt', silenceBeforeMs = 300, silenceAfterMs = 1_000 }: SpokenOptions = {},
): Promise<Int16Array> {
  const speech = await speak(text, { voice });
  const resampler = createResampler(speech.sampleRate);
  const parts = [resampler.push(toFloat(speech.samples)), resampler.flush()].map(toInt16);
  const before = new Int16Array((silenceBeforeMs * SAMPLE_RATE) / 1_000);
  const after = new Int16Array((silenceAfterMs * SAMPLE_RATE) / 1_000);
  return Int16Array.from([before, ...parts, after].flatMap((part) => [...part]));
}

interface SpokenOptions {
  voice?: FliteVoice;
  silenceBeforeMs?: number;
  silenceAfterMs?: number;
}
