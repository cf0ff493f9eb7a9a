/**
 * How well, and how promptly, the laptop's Transcribe hears: `node test/bench/recogniser.ts`. Prints the share
 * of sentences that were heard word for word, and the share that mean the same to the code that reads them, for
 * each voice of flite; then how far the last word lags behind the audio, with 1 and with 10 calls at once.
 */
import { isDeepStrictEqual } from 'node:util';
import { tokenise } from '../../agent/capture/tokens.ts';
import { understand } from '../../agent/capture/understand.ts';
import { wordsFor } from '../../agent/capture/words/languages.ts';
import type { CompiledPlaybook } from '../../agent/playbook/compiled-playbook.ts';
import { recognisable } from '../../agent/playbook/phrases.ts';
import type { Expect } from '../../agent/turn/expect.ts';
import { FLITE_VOICES, type FliteVoice } from '../../local/engines/flite-voices.ts';
import { emphasisOf } from '../../local/engines/grammar.ts';
import { type Recogniser, startRecogniser } from '../../local/engines/recogniser.ts';
import { zeroLatency } from '../../local/latency/zero.ts';
import type { TranscriptResult } from '../../local/services/transcribe/result.ts';
import { type Transcriber, transcriber } from '../../local/services/transcribe/transcriber.ts';
import { FRAME_MS, FRAME_SAMPLES, SAMPLE_RATE } from '../../media/audio/frame.ts';
import { samplesToPcm } from '../../media/audio/pcm.ts';
import { loadVoiceActivity, type VoiceActivityFactory } from '../../media/ears/voice-activity.ts';
import { realClock } from '../../media/time/clock.ts';
import { dentalPlaybook } from '../builders/dental-playbook.ts';
import { spoken } from '../builders/spoken.ts';
import { DENTAL_UTTERANCES } from './dental-utterances.ts';

/** A Monday morning. */
const NOW_MS = Date.parse('2026-11-30T09:00:00-08:00');
const LOCALE = 'en-US';

interface Bench {
  playbook: CompiledPlaybook;
  recogniser: Recogniser;
  voiceActivity: VoiceActivityFactory;
}

const bench: Bench = {
  playbook: dentalPlaybook(),
  recogniser: await startRecogniser(),
  voiceActivity: await loadVoiceActivity(),
};
for (const voice of FLITE_VOICES) await printAccuracy(bench, voice);
for (const calls of [1, 10]) await printLag(bench, calls);
await bench.recogniser.close();

async function printAccuracy(bench: Bench, voice: FliteVoice): Promise<void> {
  let exact = 0;
  let same = 0;
  const wrong: string[] = [];
  const all = DENTAL_UTTERANCES.flatMap(({ expect, texts }) => texts.map((text) => ({ expect, text })));
  for (const { expect, text } of all) {
    const heard = await hear(bench, expect, await spoken(text, { voice }));
    const isExact = isDeepStrictEqual(wordsOf(text), wordsOf(heard));
    const isSame = isDeepStrictEqual(meaning(bench, text, expect), meaning(bench, heard, expect));
    exact += Number(isExact);
    same += Number(isSame);
    if (!isExact) wrong.push(`  ${isSame ? 'same meaning' : 'OTHER MEANING'}: ${text} → ${heard}`);
  }
  console.log(
    `${voice}: ${percent(exact / all.length)} word for word, ${percent(same / all.length)} same meaning`,
  );
  for (const line of wrong) console.log(line);
}

async function hear(bench: Bench, expect: Expect, samples: Int16Array): Promise<string> {
  const results: TranscriptResult[] = [];
  const ears = earsFor(bench, expect, (result) => results.push(result));
  ears.push(samplesToPcm(samples));
  await ears.end();
  ears.close();
  const finals = results.filter((result) => !result.IsPartial);
  return finals.map((result) => result.Alternatives[0]?.Transcript ?? '').join(' ');
}

function earsFor(bench: Bench, expect: Expect, send: (result: TranscriptResult) => void): Transcriber {
  const emphasis = emphasisOf(expect.kind);
  const playbook = recognisable(bench.playbook, LOCALE);
  return transcriber({
    ...bench,
    latency: zeroLatency,
    clock: realClock,
    languageCode: LOCALE,
    listening: async () => ({ key: emphasis, playbook, emphasis }),
    send,
    failed: (problem) => {
      throw problem;
    },
  });
}

function wordsOf(text: string): string[] {
  return text.replaceAll(/[.,]/g, '').split(' ');
}

/** What the agent's own code makes of the words: the tokens when it makes nothing of them. */
function meaning({ playbook }: Bench, text: string, expect: Expect): unknown {
  const common = { playbook, locale: LOCALE, fields: {}, offers: [], nowMs: NOW_MS };
  const understood = understand({ ...common, text, expect, goal: expect.kind === 'open' ? null : 'book' });
  const { fields, problems, ...rest } = understood;
  const nothing = Object.keys(fields).length + problems.length + Object.keys(rest).length === 0;
  return nothing ? tokenise(text, wordsFor(LOCALE)) : understood;
}

/** Plays a sentence at the pace of speech into each of so many calls, and prints when its last word came back. */
async function printLag(bench: Bench, calls: number): Promise<void> {
  const expect: Expect = { kind: 'open' };
  const samples = await spoken("hi i'd like to book a cleaning on tuesday at three");
  await hear(bench, expect, samples); // makes the decoders
  const lags: number[] = [];
  await Promise.all(
    Array.from({ length: calls }, async (_, call) => {
      await pauseUntil(performance.now() + call * 137); // callers do not speak in step
      lags.push(await lagOfOne(bench, expect, samples));
    }),
  );
  lags.sort((a, b) => a - b);
  const middle = lags[Math.floor(lags.length / 2)] ?? 0;
  console.log(
    `${calls} calls: last word ${middle.toFixed(0)} ms behind its sound at the median, ${(lags.at(-1) ?? 0).toFixed(0)} ms at most`,
  );
}

async function lagOfOne(bench: Bench, expect: Expect, samples: Int16Array): Promise<number> {
  let words = 0;
  let lagMs = 0;
  const startedAt = performance.now();
  const ears = earsFor(bench, expect, (result) => {
    const items = result.Alternatives[0]?.Items ?? [];
    const last = items.at(-1);
    if (last === undefined || items.length <= words) return;
    words = items.length;
    lagMs = performance.now() - startedAt - last.EndTime * 1_000;
  });
  for (let at = 0; at < samples.length; at += FRAME_SAMPLES) {
    await pauseUntil(startedAt + (at / SAMPLE_RATE) * 1_000 + FRAME_MS);
    ears.push(samplesToPcm(samples.subarray(at, at + FRAME_SAMPLES)));
  }
  await ears.end();
  ears.close();
  return lagMs;
}

async function pauseUntil(at: number): Promise<void> {
  const ms = at - performance.now();
  if (ms > 0) await new Promise((resolve) => setTimeout(resolve, ms));
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
