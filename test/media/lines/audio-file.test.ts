import { describe, expect, it } from 'vitest';
import { NotAudio } from '../../../media/audio/wav.ts';
import { audioFileLine } from '../../../media/lines/audio-file.ts';
import { LineFault } from '../../../media/lines/caller-line.ts';
import { virtualClock } from '../../builders/virtual-clock.ts';
import { wavBytes } from '../../builders/wav-bytes.ts';

const WAITING = { type: 'waiting', expect: { kind: 'open' } } as const;
const SPEAKING = { type: 'speaking', turn: 1, text: 'Hello.' } as const;

function line() {
  const clock = virtualClock();
  const frames: { atMs: number; loud: boolean }[] = [];
  const pressed: { atMs: number; keys: string }[] = [];
  let hungUp = 0;
  const caller = audioFileLine(clock, {
    hear: (samples) => frames.push({ atMs: clock.now(), loud: samples.some((value) => value !== 0) }),
    keyed: (keys) => pressed.push({ atMs: clock.now(), keys }),
    hangUp: () => {
      hungUp += 1;
    },
  });
  const beat = (): void => {
    caller.tick();
    clock.after(20, beat);
  };
  beat();
  return {
    clock,
    caller,
    frames,
    pressed,
    hungUp: () => hungUp,
    loudFrom: () => frames.find(({ loud }) => loud)?.atMs,
    loudMs: () => frames.filter(({ loud }) => loud).length * 20,
    add(name: string, wav: Buffer, interruptAfterMs?: number) {
      const more = interruptAfterMs === undefined ? {} : { interruptAfterMs };
      caller.message({ type: 'utterance', name, bytes: wav.length, ...more });
      caller.binary(wav);
    },
  };
}

/** A second of sound. */
function second(rate: number, channels: number, bits: 8 | 16 | 24 | 32 = 16): Buffer {
  return wavBytes(
    Array.from({ length: rate }, (_, n) => 0.5 * Math.sin(n / 3)),
    { bits, float: false, channels, rate },
  );
}

describe('a caller from audio files', () => {
  it.each([
    [8_000, 1, 16],
    [44_100, 2, 16],
    [16_000, 1, 8],
    [48_000, 6, 24],
  ] as const)(
    'plays a file of %i Hz, %i channels and %i bits at the pace of the clock',
    async (rate, channels, bits) => {
      const { add, caller, clock, loudMs, loudFrom } = line();
      add('one.wav', second(rate, channels, bits));
      await clock.advance(1_000);
      expect(loudFrom()).toBeUndefined();
      caller.told(WAITING);
      await clock.advance(3_000);
      expect(loudFrom()).toBe(1_200);
      expect(loudMs()).toBeGreaterThanOrEqual(1_000);
      expect(loudMs()).toBeLessThanOrEqual(1_020);
    },
  );

  it('presses keys in their turn among what is said, and then waits for the agent again', async () => {
    const { add, caller, clock, loudFrom, pressed } = line();
    caller.message({ type: 'keys', keys: '2065550122#' });
    add('yes.wav', second(8_000, 1));
    caller.told(WAITING);
    await clock.advance(2_000);
    expect(pressed).toEqual([{ atMs: 200, keys: '2065550122#' }]);
    expect(loudFrom()).toBeUndefined();
    caller.told(WAITING);
    await clock.advance(1_000);
    expect(loudFrom()).toBe(2_200);
  });

  it('interrupts the agent a while into its speech', async () => {
    const { add, caller, clock, loudFrom } = line();
    add('no.wav', second(8_000, 1), 700);
    caller.told(SPEAKING);
    await clock.advance(2_000);
    expect(loudFrom()).toBe(700);
  });

  it('sends silence between utterances, without a hole', async () => {
    const { clock, frames } = line();
    await clock.advance(2_000);
    expect(frames).toHaveLength(100);
  });

  it('hangs up when there is no more and the last has been answered', async () => {
    const { add, caller, clock, hungUp } = line();
    add('one.wav', second(8_000, 1));
    caller.message({ type: 'no-more' });
    caller.told(WAITING);
    await clock.advance(1_500);
    expect(hungUp()).toBe(0);
    caller.told(WAITING);
    expect(hungUp()).toBe(1);
  });

  it('refuses what is no audio, by name, and what was not announced', () => {
    const { caller, add } = line();
    expect(() => add('notes.txt', Buffer.from('hello'))).toThrow(NotAudio);
    expect(() => caller.binary(Buffer.alloc(1))).toThrow(LineFault);
    caller.message({ type: 'utterance', name: 'one.wav', bytes: 4 });
    expect(() => caller.binary(Buffer.alloc(5))).toThrow(/longer than it was announced/);
    expect(() => caller.message({ type: 'utterance', name: 'two.wav', bytes: 4 })).toThrow(/one\.wav/);
  });
});
