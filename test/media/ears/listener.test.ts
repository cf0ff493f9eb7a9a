import { describe, expect, it } from 'vitest';
import { LanguageNotRecognised } from '../../../adapters/transcribe/transcription.ts';
import { FRAME_SAMPLES } from '../../../media/audio/frame.ts';
import { createListener } from '../../../media/ears/listener.ts';
import type { Transcript } from '../../../media/ears/words.ts';
import { fakeTranscribe } from '../../builders/fake-services.ts';
import { settlePromises, virtualClock } from '../../builders/virtual-clock.ts';

function listening() {
  const clock = virtualClock();
  const service = fakeTranscribe();
  const transcripts: Transcript[] = [];
  const broken: boolean[] = [];
  const listener = createListener({
    transcribe: service.transcribe,
    clock,
    callId: '6058e822-a712-4d1c-9106-27b631bdd0ec',
    onTranscript: (transcript) => transcripts.push(transcript),
    onBroken: (_cause, final) => broken.push(final),
  });
  return {
    clock,
    service,
    transcripts,
    broken,
    listener,
    speak(ms: number) {
      for (let n = 0; n < ms / 20; n++) listener.push(new Int16Array(FRAME_SAMPLES));
    },
  };
}

const word = (text: string, startMs: number, endMs: number) => ({ text, startMs, endMs, stable: false });

describe('the listener', () => {
  it('sends what was said before the language was known', async () => {
    const { listener, service, speak } = listening();
    speak(500);
    listener.listenIn('en-US');
    speak(500);
    await settlePromises();
    expect(service.streams).toEqual([16_000]);
    listener.close();
  });

  it('gives words in the time of the call, wherever the stream began', async () => {
    const { listener, service, speak, transcripts } = listening();
    speak(20_000);
    listener.listenIn('en-US');
    await settlePromises();
    service.hear({ segment: 'a', words: [word('hello', 7_000, 7_500)], isFinal: false });
    await settlePromises();
    expect(transcripts[0]?.words[0]).toMatchObject({ text: 'hello', startMs: 19_000, endMs: 19_500 });
    listener.close();
  });

  it('opens a broken stream again and lets it hear what had not been heard for good', async () => {
    const { listener, service, speak, transcripts, broken, clock } = listening();
    listener.listenIn('en-US');
    speak(3_000);
    await settlePromises();
    service.hear({ segment: 'a', words: [word('first', 200, 1_000)], isFinal: true });
    service.hear({ segment: 'b', words: [word('secon', 2_000, 2_400)], isFinal: false });
    await settlePromises();
    service.breakOff();
    await clock.advance(0);
    await clock.advance(10);
    expect(broken).toEqual([false]);
    // The 2 s after the last final result, again.
    expect(service.streams).toEqual([48_000, 32_000]);
    expect(transcripts.at(-1)).toEqual({ segment: '1/b', words: [], isFinal: true });
    service.hear({ segment: 'a', words: [word('second', 1_000, 1_500)], isFinal: true });
    await settlePromises();
    expect(transcripts.at(-1)).toMatchObject({ segment: '2/a', words: [{ text: 'second', startMs: 2_000 }] });
    listener.close();
  });

  it('waits longer each time when streams break one after the other', async () => {
    const { listener, service, clock } = listening();
    listener.listenIn('en-US');
    await clock.advance(0);
    for (const [n, pauseMs] of [0, 250, 500, 1_000, 2_000, 2_000].entries()) {
      service.breakOff();
      await settlePromises();
      await clock.advance(Math.max(0, pauseMs - 1));
      if (pauseMs > 0) expect(service.streams).toHaveLength(n + 1);
      await clock.advance(1);
      expect(service.streams).toHaveLength(n + 2);
    }
    listener.close();
  });

  it('gives up on a language that cannot be recognised', async () => {
    const clock = virtualClock();
    const finals: boolean[] = [];
    let opened = 0;
    const listener = createListener({
      async *transcribe(_audio, { locale }) {
        opened += 1;
        if (locale === 'xx-XX') throw new LanguageNotRecognised(locale);
        yield { segment: 'a', words: [], isFinal: false };
      },
      clock,
      callId: '6058e822-a712-4d1c-9106-27b631bdd0ec',
      onTranscript: () => {},
      onBroken: (_cause, final) => finals.push(final),
    });
    listener.listenIn('xx-XX');
    await clock.advance(10_000);
    expect(finals).toEqual([true]);
    expect(opened).toBe(1);
  });

  it('listens in another language from the moment of the switch', async () => {
    const { listener, service, speak } = listening();
    listener.listenIn('en-US');
    speak(2_000);
    await settlePromises();
    listener.listenIn('es-US');
    speak(1_000);
    await settlePromises();
    expect(service.streams).toEqual([32_000, 16_000]);
    listener.close();
  });
});
