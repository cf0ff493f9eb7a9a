import { describe, expect, it } from 'vitest';
import type { Synthesize } from '../../adapters/polly/speech.ts';
import type { Sentence } from '../../media/floor/effect.ts';
import { createMouth } from '../../media/mouth/mouth.ts';
import { createSpeechCache } from '../../media/mouth/speech-cache.ts';
import type { Clock } from '../../media/time/clock.ts';
import { VOICE } from '../builders/fake-services.ts';
import { virtualClock } from '../builders/virtual-clock.ts';

/** 100 ms of speech for each character; sample n of the call's speech has the value n mod 30,000. */
const MS_PER_CHARACTER = 100;

function counting(): { synthesize: Synthesize; asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    async *synthesize(text) {
      asked.push(text);
      const samples = Int16Array.from({ length: text.length * MS_PER_CHARACTER * 8 }, (_, n) => n % 30_000);
      yield Buffer.from(samples.buffer);
    },
  };
}

/** A synthesizer whose first byte takes so long. */
function slowly(firstByteMs: number) {
  const { synthesize, asked } = counting();
  return {
    asked,
    synthesizeOn: (clockOf: () => Clock): Synthesize =>
      async function* (...request) {
        await new Promise<void>((resolve) => clockOf().after(firstByteMs, resolve));
        yield* synthesize(...request);
      },
  };
}

function speaking(synthesize: Synthesize = counting().synthesize) {
  const clock = virtualClock();
  const frames: { frame: Buffer; playsAtMs: number }[] = [];
  const happened: string[] = [];
  let clears = 0;
  const mouth = createMouth({
    synthesize,
    cache: createSpeechCache(),
    clock,
    sendFrame: (frame, playsAtMs) => frames.push({ frame: Buffer.from(frame), playsAtMs }),
    clearLine: () => {
      clears += 1;
    },
    onReady: (id) => happened.push(`ready ${id}`),
    onStarted: (id) => happened.push(`started ${id}`),
    onPlayed: (id) => happened.push(`played ${id}`),
    onFailed: (id) => happened.push(`failed ${id}`),
  });
  let beat = (): void => {
    mouth.tick(clock.now());
    clock.after(20, () => beat());
  };
  beat();
  return { clock, frames, happened, mouth, clears: () => clears, stopBeats: () => (beat = () => {}) };
}

function sentence(id: number, text: string): Sentence {
  return { id, turn: 1, text, locale: 'en-US', voice: VOICE };
}

const FIRST_SAMPLE = 0;
function samplesOf(frames: readonly { frame: Buffer }[]): number[] {
  return frames.flatMap(({ frame }) =>
    Array.from({ length: frame.length / 2 }, (_, n) => frame.readInt16LE(n * 2)),
  );
}

describe('the mouth', () => {
  it('sends the first frame as soon as there is audio and keeps a small lead after that', async () => {
    const { clock, frames, mouth } = speaking();
    mouth.speak(sentence(1, 'Hello'));
    await clock.advance(0);
    expect(frames.length * 20).toBeLessThanOrEqual(60);
    expect(frames.length).toBeGreaterThan(0);
    for (let n = 0; n < 20; n++) {
      await clock.advance(20);
      const sentMs = frames.length * 20;
      expect(sentMs - clock.now()).toBeLessThanOrEqual(60);
      expect(sentMs - clock.now()).toBeGreaterThanOrEqual(20);
    }
  });

  it('plays sentences one after the other without a gap, and says when each has been played', async () => {
    const { clock, frames, happened, mouth } = speaking();
    mouth.speak(sentence(1, 'One'));
    mouth.speak(sentence(2, 'Two'));
    await clock.advance(700);
    const order = ['started 1', 'started 2', 'played 2'].map((one) => happened.indexOf(one));
    expect(order).toEqual(order.toSorted((a, b) => a - b));
    expect(happened).toContain('played 1');
    expect(frames).toHaveLength(30);
    for (const [n, { playsAtMs }] of frames.entries()) expect(playsAtMs).toBe(n * 20);
  });

  it('makes the audio of the next sentence while one plays, and not of all', async () => {
    const { synthesize, asked } = counting();
    const { clock, mouth } = speaking(synthesize);
    for (const [n, text] of ['Aaa', 'Bbb', 'Ccc', 'Ddd'].entries()) mouth.speak(sentence(n, text));
    await clock.advance(40);
    expect(asked).toEqual(['Aaa', 'Bbb']);
  });

  it('says a text that it has said before without asking for it again', async () => {
    const { synthesize, asked } = counting();
    const { clock, mouth, happened } = speaking(synthesize);
    mouth.speak(sentence(1, 'Sure.'));
    await clock.advance(1_000);
    mouth.speak(sentence(2, 'Sure.'));
    expect(happened).toContain('started 2');
    expect(asked).toEqual(['Sure.']);
  });

  it('says what was prepared without asking for it again, from the moment that it is wanted', async () => {
    const slow = slowly(200);
    const { clock, happened, frames, mouth } = speaking(slow.synthesizeOn(() => clock));
    mouth.prepare('Sure.', VOICE);
    await clock.advance(500);
    expect(frames).toEqual([]);
    mouth.speak(sentence(1, 'Sure.'));
    expect(happened).toEqual(['ready 1', 'started 1']);
    await clock.advance(1_000);
    expect(happened).toContain('played 1');
    expect(slow.asked).toEqual(['Sure.']);
  });

  it('waits for what is still being prepared, and for nothing else', async () => {
    const slow = slowly(200);
    const { clock, happened, mouth } = speaking(slow.synthesizeOn(() => clock));
    mouth.prepare('Sure.', VOICE);
    await clock.advance(150);
    mouth.speak(sentence(1, 'Sure.'));
    expect(happened).toEqual([]);
    await clock.advance(50);
    expect(happened).toContain('started 1');
    expect(slow.asked).toEqual(['Sure.']);
  });

  it('says other words than those prepared', async () => {
    const { synthesize, asked } = counting();
    const { clock, happened, mouth } = speaking(synthesize);
    mouth.prepare('Sure.', VOICE);
    mouth.speak(sentence(1, 'Sorry.'));
    await clock.advance(1_000);
    expect(asked).toEqual(['Sure.', 'Sorry.']);
    expect(happened).toContain('played 1');
  });

  it('asks again for what could not be prepared', async () => {
    let works = false;
    const { clock, happened, mouth } = speaking(async function* (text) {
      if (!works) throw new Error('no audio yet');
      yield Buffer.alloc(text.length * MS_PER_CHARACTER * 16);
    });
    mouth.prepare('Sure.', VOICE);
    await clock.advance(100);
    works = true;
    mouth.speak(sentence(1, 'Sure.'));
    await clock.advance(1_000);
    expect(happened).toContain('played 1');
  });

  it('stops within a frame and tells how much of each sentence was played', async () => {
    const { clock, frames, mouth, clears } = speaking();
    mouth.speak(sentence(1, 'One'));
    mouth.speak(sentence(2, 'Longer'));
    mouth.speak(sentence(3, 'Never'));
    await clock.advance(500);
    const marks = mouth.stop();
    expect(clears()).toBe(1);
    expect(marks).toEqual([
      { sentence: 2, playedMs: 200, totalMs: 600 },
      { sentence: 3, playedMs: 0, totalMs: expect.any(Number) },
    ]);
    const sent = frames.length;
    await clock.advance(500);
    expect(frames).toHaveLength(sent);
  });

  it('goes on after a pause with the very sample at which it stopped', async () => {
    const { clock, frames, mouth } = speaking();
    mouth.speak(sentence(1, 'A long one'));
    await clock.advance(300);
    mouth.pause();
    const before = frames.length;
    await clock.advance(2_000);
    expect(frames).toHaveLength(before);
    mouth.resume();
    await clock.advance(1_000);
    expect(samplesOf(frames.slice(before))[FIRST_SAMPLE]).toBe(300 * 8);
    expect(frames.slice(before).length * 20).toBe(700);
  });

  it('is quieter while it is ducked', async () => {
    const { clock, frames, mouth } = speaking();
    mouth.speak(sentence(1, 'A long one'));
    await clock.advance(100);
    mouth.duck();
    const before = frames.length;
    await clock.advance(100);
    mouth.unduck();
    const after = frames.length;
    await clock.advance(100);
    expect(samplesOf(frames.slice(before))[FIRST_SAMPLE]).toBe(Math.round(before * 160 * 0.25));
    expect(samplesOf(frames.slice(after))[FIRST_SAMPLE]).toBe(after * 160);
  });

  it('waits for audio that is made more slowly than it plays, without losing any', async () => {
    const clockBox: { clock?: ReturnType<typeof virtualClock> } = {};
    const slow: Synthesize = async function* () {
      for (let part = 0; part < 4; part++) {
        yield Buffer.alloc(1_600, part + 1);
        await new Promise<void>((resolve) => clockBox.clock?.after(300, resolve));
      }
    };
    const { clock, frames, happened, mouth } = speaking(slow);
    clockBox.clock = clock;
    mouth.speak(sentence(1, 'Slow'));
    await clock.advance(2_000);
    expect(frames).toHaveLength(20);
    expect(happened).toContain('played 1');
  });

  it('tries a second engine when the first fails, and gives the sentence up after that', async () => {
    const engines: string[] = [];
    const failing: Synthesize = async function* (_text, voice) {
      engines.push(voice.engine);
      if (engines.length !== 2) throw new Error('no audio today');
      yield Buffer.alloc(3_200, 1);
    };
    const { clock, happened, mouth } = speaking(failing);
    mouth.speak(sentence(1, 'One'));
    await clock.advance(500);
    expect(engines).toEqual(['neural', 'standard']);
    expect(happened).toContain('played 1');
    mouth.speak(sentence(2, 'Two'));
    await clock.advance(500);
    expect(happened).toContain('failed 2');
  });

  it('believes the line’s marks about what was played', async () => {
    const { clock, mouth } = speaking();
    mouth.speak(sentence(1, 'A long one'));
    await clock.advance(400);
    mouth.marked(8 * 250);
    expect(mouth.stop()[0]?.playedMs).toBe(250);
  });

  it('goes by the clock when a line that sent marks sends none any more', async () => {
    const { clock, happened, mouth } = speaking();
    mouth.speak(sentence(1, 'A long one'));
    await clock.advance(400);
    mouth.marked(8 * 10);
    await clock.advance(1_800);
    expect(happened).toContain('played 1');
  });
});
