import { FRAME_MS, FRAME_SAMPLES } from '../../../media/audio/frame.ts';
import { createFramer, pcmToSamples } from '../../../media/audio/pcm.ts';
import type { VoiceActivityFactory } from '../../../media/ears/voice-activity.ts';
import { createDelivery } from './delivery.ts';
import type { TranscriptResult } from './result.ts';
import { openSegment, type Segment, type SegmentOptions } from './segment.ts';

export interface TranscriberOptions extends Omit<SegmentOptions, 'delivery'> {
  voiceActivity: VoiceActivityFactory;
  languageCode: string;
  send(result: TranscriptResult): void;
}

/** The ears of one stream. */
export interface Transcriber {
  /** Signed 16-bit little-endian PCM at 8 kHz; a whole number of samples. */
  push(bytes: Uint8Array): void;
  /** No more audio comes. Resolves when everything that was heard has been sent. */
  end(): Promise<void>;
  /** Stops at once, whatever is still to be sent. */
  close(): void;
}

/** Sound from before the detector was sure of speech that belongs to it: 300 ms. */
const PRE_ROLL_FRAMES = 15;

/** Cuts the audio of one stream into segments of speech and sends what the recogniser makes of each. */
export function transcriber(options: TranscriberOptions): Transcriber {
  const activity = options.voiceActivity();
  const delivery = createDelivery(options.clock, options.send);
  const framer = createFramer(FRAME_SAMPLES);
  const ending = new Map<Segment, Promise<void>>();
  const recent: Int16Array[] = [];
  let frames = 0;
  let segment: { startMs: number; ears: Segment } | undefined;

  function hear(frame: Int16Array): void {
    recent.push(frame);
    if (recent.length > PRE_ROLL_FRAMES) recent.shift();
    frames++;
    const event = activity.push(frame);
    if (segment !== undefined) segment.ears.push(frame);
    else if (event?.type === 'voice-started') segment = open();
    if (event?.type === 'voice-started') segment?.ears.voice();
    if (event?.type === 'voice-stopped') segment?.ears.silence(event.endMs - segment.startMs);
    if (segment?.ears.isOver()) close(segment.ears);
  }
  function open(): { startMs: number; ears: Segment } {
    const startMs = (frames - recent.length) * FRAME_MS;
    const { languageCode } = options;
    const name = { resultId: crypto.randomUUID(), languageCode, offsetSeconds: startMs / 1_000 };
    const ears = openSegment(name, { ...options, delivery });
    for (const frame of recent) ears.push(frame);
    return { startMs, ears };
  }
  function close(ears: Segment): void {
    segment = undefined;
    const done = ears.end().finally(() => ending.delete(ears));
    ending.set(ears, done);
  }

  return {
    push: (bytes) => framer.push(pcmToSamples(bytes), hear),
    end: async () => {
      if (segment !== undefined) close(segment.ears);
      await Promise.all(ending.values());
      await delivery.settled();
    },
    close: () => {
      for (const ears of ending.keys()) ears.cancel();
      segment?.ears.cancel();
      delivery.close();
      activity.free();
    },
  };
}
