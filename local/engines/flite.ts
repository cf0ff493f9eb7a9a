import { Worker } from 'node:worker_threads';
import type { FliteVoice, Speech } from './flite-voices.ts';
import type { FliteAnswer, FliteRequest } from './flite-worker.ts';

/** `node:wasi` says at every start that it is experimental. */
const NO_WASI_WARNING = ['--disable-warning=ExperimentalWarning'];

/**
 * Speaks an English text with flite, for simulated callers. Runs in a thread of its own, about fifty times
 * faster than real time.
 *
 * @throws Error with flite's own complaint when it could not.
 */
export async function speak(text: string, { voice }: { voice: FliteVoice }): Promise<Speech> {
  const request: FliteRequest = { text, voice };
  const worker = new Worker(new URL('./flite-worker.ts', import.meta.url), {
    workerData: request,
    execArgv: NO_WASI_WARNING,
  });
  const answer = await new Promise<FliteAnswer>((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error(`flite ended without speaking "${text}".`)));
  });
  return answer;
}
