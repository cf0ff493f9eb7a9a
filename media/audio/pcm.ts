/** Signed 16-bit little-endian PCM as samples. A byte left over at the end is ignored. */
export function pcmToSamples(bytes: Uint8Array): Int16Array {
  const count = Math.floor(bytes.byteLength / 2);
  const samples = new Int16Array(count);
  const view = new DataView(bytes.buffer, bytes.byteOffset, count * 2);
  for (let n = 0; n < count; n++) samples[n] = view.getInt16(n * 2, true);
  return samples;
}

/** Samples as signed 16-bit little-endian PCM; shares their memory (every platform Node runs on is little-endian). */
export function samplesToPcm(samples: Int16Array): Buffer {
  return Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength);
}

export function toFloat(samples: Int16Array): Float32Array {
  return Float32Array.from(samples, (value) => value / 32_768);
}

/** Amplitudes from -1 to 1 as 16-bit samples, clipped at full scale. */
export function toInt16(samples: Float32Array): Int16Array {
  return Int16Array.from(samples, (value) => Math.max(-32_768, Math.min(32_767, Math.round(value * 32_768))));
}

/** Cuts a stream of samples of any sizes into frames of one size. */
export interface Framer {
  push(samples: Int16Array, onFrame: (frame: Int16Array) => void): void;
}

/** Each frame is memory of its own and may be kept. */
export function createFramer(frameSamples: number): Framer {
  let frame = new Int16Array(frameSamples);
  let filled = 0;
  return {
    push(samples, onFrame) {
      let at = 0;
      while (at < samples.length) {
        const take = Math.min(frameSamples - filled, samples.length - at);
        frame.set(samples.subarray(at, at + take), filled);
        filled += take;
        at += take;
        if (filled < frameSamples) continue;
        const full = frame;
        frame = new Int16Array(frameSamples);
        filled = 0;
        onFrame(full);
      }
    },
  };
}
