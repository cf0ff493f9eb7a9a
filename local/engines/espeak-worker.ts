import { parentPort } from 'node:worker_threads';
import createEspeak from '@echogarden/espeak-ng-emscripten';
import { createResampler } from '../../media/audio/resampler.ts';

/** What the thread is asked for. */
export interface EspeakRequest {
  id: number;
  text: string;
  /** espeak's name of a voice, such as `en-us+f3`. */
  voice: string;
  /** 0 to 100; 50 is espeak's own. */
  pitch: number;
  wordsPerMinute: number;
  sampleRate: number;
}

/** A part of the speech as signed 16-bit samples, or its end. */
export type EspeakAnswer =
  | { type: 'ready' }
  | { type: 'samples'; id: number; samples: Int16Array<ArrayBuffer> }
  | { type: 'ended'; id: number }
  | { type: 'failed'; id: number; problem: string };

const { eSpeakNGWorker } = await createEspeak();
const engine = await new eSpeakNGWorker();

parentPort?.on('message', (request: EspeakRequest) => {
  try {
    speak(request);
    post({ type: 'ended', id: request.id });
  } catch (cause) {
    post({
      type: 'failed',
      id: request.id,
      problem: `espeak could not speak "${request.text}": ${String(cause)}`,
    });
  }
});
post({ type: 'ready' });

function speak({ id, text, voice, pitch, wordsPerMinute, sampleRate }: EspeakRequest): void {
  if (engine.set_voice(voice) !== 0) throw new RangeError(`it has no voice ${voice}`);
  engine.set_pitch(pitch);
  engine.set_rate(wordsPerMinute);
  const resampler = createResampler(engine.samplerate, sampleRate);
  const send = (samples: Float32Array): void => {
    if (samples.length > 0) post({ type: 'samples', id, samples: toInteger(samples) });
  };
  engine.synthesize(text, (audio) => {
    if (audio !== undefined && audio.length > 0) send(resampler.push(toFloat(audio)));
    return false;
  });
  send(resampler.flush());
}

function post(answer: EspeakAnswer): void {
  parentPort?.postMessage(answer, answer.type === 'samples' ? [answer.samples.buffer] : []);
}

function toFloat(samples: Int16Array): Float32Array {
  return Float32Array.from(samples, (sample) => sample / 32_768);
}

function toInteger(samples: Float32Array): Int16Array<ArrayBuffer> {
  return Int16Array.from(samples, (sample) => Math.round(Math.max(-1, Math.min(1, sample)) * 32_767));
}
