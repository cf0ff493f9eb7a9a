import { describe, expect, it } from 'vitest';
import { createRecorder } from '../../../media/call/recorder.ts';

const frame = (value: number) => new Int16Array(160).fill(value);
const bytes = (value: number) => Buffer.from(frame(value).buffer);

/** Sample `n` of both channels. */
function at(wav: Buffer, n: number): [number, number] {
  return [wav.readInt16LE(44 + n * 4), wav.readInt16LE(46 + n * 4)];
}

describe('a recording', () => {
  it('has the caller left and the agent right, on one timeline', () => {
    const recorder = createRecorder();
    for (let n = 0; n < 5; n++) recorder.caller(frame(100 + n));
    recorder.agent(bytes(900), 40);
    const wav = recorder.finish();
    expect(wav.readUInt16LE(22)).toBe(2);
    expect(wav.length).toBe(44 + 5 * 160 * 4);
    expect([0, 319, 320, 479, 480].map((n) => at(wav, n))).toEqual([
      [100, 0],
      [101, 0],
      [102, 900],
      [102, 900],
      [103, 0],
    ]);
  });

  it('does not hold what the caller never heard', () => {
    const recorder = createRecorder();
    recorder.agent(bytes(900), 0);
    recorder.agent(bytes(900), 20);
    recorder.cutAgent(25);
    recorder.agent(bytes(500), 100);
    const wav = recorder.finish();
    expect([199, 200, 799, 800].map((n) => at(wav, n)[1])).toEqual([900, 0, 0, 500]);
  });

  it('goes on for longer than the room it began with', () => {
    const recorder = createRecorder();
    for (let n = 0; n < 50 * 130; n++) recorder.caller(frame(7));
    expect(recorder.finish().length).toBe(44 + 130 * 8_000 * 4);
  });
});
