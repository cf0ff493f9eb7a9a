import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recognisable } from '../../../agent/playbook/phrases.ts';
import type { Emphasis } from '../../../local/engines/grammar.ts';
import {
  type GrammarRequest,
  type HeardWord,
  type Recogniser,
  RecogniserStopped,
  startRecogniser,
} from '../../../local/engines/recogniser.ts';
import { dentalPlaybook } from '../../builders/dental-playbook.ts';
import { spoken } from '../../builders/spoken.ts';

const playbook = recognisable(dentalPlaybook(), 'en-US');
const grammar = (emphasis: Emphasis): GrammarRequest => ({ key: emphasis, playbook, emphasis });
/** 100 ms of audio, as it comes over a line. */
const PART = 800;

let recogniser: Recogniser;
beforeAll(async () => {
  recogniser = await startRecogniser(1);
});
afterAll(() => recogniser.close());

/** Plays samples to the recogniser; gives what was heard after each part, and at last. */
function hear(samples: Int16Array, request = grammar('anything')): Promise<HeardWord[][]> {
  const heard: HeardWord[][] = [];
  return new Promise((resolve, reject) => {
    const utterance = recogniser.begin(request, {
      words: (words, isFinal) => {
        heard.push(words);
        if (isFinal) resolve(heard);
      },
      failed: reject,
    });
    for (let at = 0; at < samples.length; at += PART) utterance.push(samples.subarray(at, at + PART));
    utterance.end();
  });
}

const textOf = (words: HeardWord[] | undefined) => words?.map((word) => word.text).join(' ');

describe('the recogniser', () => {
  it('hears a sentence that flite speaks at 8 kHz', async () => {
    const heard = await hear(await spoken("hi i'd like to book a cleaning on tuesday at three"));
    expect(textOf(heard.at(-1))).toBe("hi i'd like to book a cleaning on tuesday at three");
  });

  it('answers every part of the audio, and once more at its end', async () => {
    const samples = await spoken('yes please');
    expect(await hear(samples)).toHaveLength(Math.ceil(samples.length / PART) + 1);
  });

  it('gives the words in order, with times inside the audio', async () => {
    const samples = await spoken('next tuesday');
    const words = (await hear(samples)).at(-1) ?? [];
    const times = words.flatMap(({ startMs, endMs }) => [startMs, endMs]);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(times.at(-1)).toBeLessThanOrEqual(samples.length / 8);
    for (const { confidence } of words) expect(confidence).toBeGreaterThan(0);
  });

  it('hears a name alone when a name was asked for', async () => {
    const heard = await hear(await spoken("patrick o'brien", { voice: 'rms' }), grammar('name'));
    expect(textOf(heard.at(-1))).toBe("patrick o'brien");
  });

  it('hears two callers at once, each for himself, and the same as alone', async () => {
    const sentences = ['is there parking', 'no friday instead'];
    const audio = await Promise.all(sentences.map((text) => spoken(text, { voice: 'rms' })));
    const together = await Promise.all(audio.map((samples) => hear(samples)));
    const alone = [];
    for (const samples of audio) alone.push(await hear(samples));
    expect(together).toEqual(alone);
    expect(together.map((heard) => textOf(heard.at(-1)))).toEqual(sentences);
  });

  it('hears nothing in silence', async () => {
    expect((await hear(new Int16Array(8_000))).at(-1)).toEqual([]);
  });

  it('says nothing more of an utterance that was cancelled, and hears the next', async () => {
    let calls = 0;
    const cancelled = recogniser.begin(grammar('anything'), {
      words: () => calls++,
      failed: () => calls++,
    });
    cancelled.push(new Int16Array(PART));
    cancelled.cancel();
    expect(textOf((await hear(await spoken('tomorrow'))).at(-1))).toBe('tomorrow');
    expect(calls).toBe(0);
  });

  it('tells when an utterance cannot be heard, and hears the next one', async () => {
    const noPlaybook: GrammarRequest = JSON.parse('{ "key": "none", "emphasis": "anything" }');
    await expect(hear(new Int16Array(PART), noPlaybook)).rejects.toBeInstanceOf(RecogniserStopped);
    expect(textOf((await hear(await spoken('tomorrow'))).at(-1))).toBe('tomorrow');
  });

  it('names the words that it cannot pronounce', async () => {
    const leftOut: string[] = [];
    await using strict = new AsyncDisposableStack();
    const other = await startRecogniser(1, (words) => leftOut.push(...words));
    strict.defer(() => other.close());
    const told = new Promise<void>((resolve, reject) => {
      const utterance = other.begin(
        { ...grammar('anything'), playbook: { ...playbook, person: ['put me through to xyzzyx'] } },
        { words: (_, isFinal) => isFinal && resolve(), failed: reject },
      );
      utterance.end();
    });
    await told;
    expect(leftOut).toEqual(['xyzzyx']);
  });

  it('hears a caller before it makes itself ready for others', async () => {
    const happened: string[] = [];
    await using ending = new AsyncDisposableStack();
    const all = Promise.withResolvers<void>();
    const ear = await startRecogniser(1, (words) => {
      happened.push(...words);
      if (happened.includes('xyzzyx-third')) all.resolve();
    });
    ending.defer(() => ear.close());
    for (const key of ['first', 'second', 'third'])
      ear.prepare({ ...grammar('anything'), key, playbook: { ...playbook, person: [`ask xyzzyx-${key}`] } });
    const heard = Promise.withResolvers<void>();
    const caller = ear.begin(grammar('anything'), {
      words: (_, isFinal) => {
        if (!isFinal) return;
        happened.push('the caller');
        heard.resolve();
      },
      failed: heard.reject,
    });
    caller.end();
    await Promise.all([heard.promise, all.promise]);

    expect(happened.slice(-2)).toEqual(['xyzzyx-second', 'xyzzyx-third']);
    expect(happened).toContain('the caller');
  });
});
