import { SAMPLE_RATE } from '../../../media/audio/frame.ts';
import { loadWorklet } from './worklets.ts';

export interface Speaker {
  /** Queues one frame of 8 kHz samples. */
  play(samples: Int16Array<ArrayBuffer>): void;
  /** Drops what has not been played. */
  clear(): void;
  /** Called with the number of samples that have left the loudspeaker since it was opened. */
  onPlayed(listener: (samples: number) => void): void;
  close(): void;
}

/** Opens the loudspeaker at telephone rate, so that samples are counted the same on both sides. */
export async function openSpeaker(): Promise<Speaker> {
  const context = new AudioContext({ sampleRate: SAMPLE_RATE });
  await loadWorklet(context, 'playback');
  const node = new AudioWorkletNode(context, 'playback', { outputChannelCount: [1] });
  node.connect(context.destination);
  await context.resume();
  let played: (samples: number) => void = () => {};
  node.port.onmessage = ({ data }: MessageEvent<number>) => played(data);
  return {
    play: (samples) => node.port.postMessage(samples, [samples.buffer]),
    clear: () => node.port.postMessage('clear'),
    onPlayed: (listener) => {
      played = listener;
    },
    close: () => void context.close(),
  };
}
