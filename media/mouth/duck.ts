/** A ducked agent is 12 dB quieter: still there, and easily talked over. */
const DUCK_GAIN = 0.25;

/** The frame at a quarter of its amplitude, in memory of its own. */
export function duckFrame(frame: Buffer): Buffer {
  const quiet = Buffer.allocUnsafe(frame.length);
  for (let at = 0; at + 1 < frame.length; at += 2)
    quiet.writeInt16LE(Math.round(frame.readInt16LE(at) * DUCK_GAIN), at);
  return quiet;
}
