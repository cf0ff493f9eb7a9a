/**
 * The two audio worklets, as source text: a worklet module must be loaded from a URL of its own, and a blob
 * made here keeps the page one bundle.
 */

/** Collects the microphone into 20 ms blocks of signed 16-bit samples. */
const capture = `
registerProcessor('capture', class extends AudioWorkletProcessor {
  constructor() {
    super();
    this.block = new Int16Array(Math.round(sampleRate / 50));
    this.filled = 0;
  }
  process([input]) {
    const channel = input[0];
    if (channel === undefined) return true;
    for (const sample of channel) {
      this.block[this.filled++] = Math.max(-1, Math.min(1, sample)) * 32767;
      if (this.filled === this.block.length) {
        this.port.postMessage(this.block.slice());
        this.filled = 0;
      }
    }
    return true;
  }
});`;

/** Plays queued 16-bit samples, drops them on demand, and tells how many have left the loudspeaker. */
const playback = `
registerProcessor('playback', class extends AudioWorkletProcessor {
  constructor() {
    super();
    this.queue = [];
    this.offset = 0;
    this.played = 0;
    this.reported = 0;
    this.port.onmessage = ({ data }) => {
      if (data === 'clear') { this.queue = []; this.offset = 0; this.report(); }
      else this.queue.push(data);
    };
  }
  report() {
    if (this.reported === this.played) return;
    this.reported = this.played;
    this.port.postMessage(this.played);
  }
  process(_inputs, [output]) {
    const channel = output[0];
    for (let i = 0; i < channel.length; i++) {
      const frame = this.queue[0];
      if (frame === undefined) { channel[i] = 0; continue; }
      channel[i] = frame[this.offset++] / 32768;
      this.played++;
      if (this.offset === frame.length) { this.queue.shift(); this.offset = 0; }
    }
    if (this.played - this.reported >= 400 || this.queue.length === 0) this.report();
    return true;
  }
});`;

/** Loads one of the worklets into an audio context. */
export async function loadWorklet(context: AudioContext, name: 'capture' | 'playback'): Promise<void> {
  const source = name === 'capture' ? capture : playback;
  const url = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
  try {
    await context.audioWorklet.addModule(url);
  } finally {
    URL.revokeObjectURL(url);
  }
}
