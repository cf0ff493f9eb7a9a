import { loadWorklet } from './worklets.ts';

export interface Microphone {
  sampleRate: number;
  /** 0 to 1, the loudness of the last block: for the level meter. */
  onLevel(listener: (level: number) => void): void;
  onSamples(listener: (samples: Int16Array<ArrayBuffer>) => void): void;
  close(): void;
}

/** Opens the microphone. Rejects with the browser's own error when there is none or it is not allowed. */
export async function openMicrophone(): Promise<Microphone> {
  const stream = await navigator.mediaDevices.getUserMedia({
    audio: { channelCount: 1, echoCancellation: true, noiseSuppression: true, autoGainControl: true },
  });
  const context = new AudioContext();
  await loadWorklet(context, 'capture');
  const node = new AudioWorkletNode(context, 'capture', { numberOfOutputs: 0 });
  context.createMediaStreamSource(stream).connect(node);

  let heard: (samples: Int16Array<ArrayBuffer>) => void = () => {};
  let metered: (level: number) => void = () => {};
  node.port.onmessage = ({ data }: MessageEvent<Int16Array<ArrayBuffer>>) => {
    heard(data);
    metered(loudness(data));
  };
  return {
    sampleRate: context.sampleRate,
    onSamples: (listener) => {
      heard = listener;
    },
    onLevel: (listener) => {
      metered = listener;
    },
    close: () => {
      for (const track of stream.getTracks()) track.stop();
      void context.close();
    },
  };
}

function loudness(samples: Int16Array): number {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  return Math.min(1, Math.sqrt(sum / samples.length) / 6_000);
}
