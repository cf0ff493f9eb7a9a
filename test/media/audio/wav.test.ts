import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NotAudio, readWav, writeWav } from '../../../media/audio/wav.ts';
import { type WavFormat, wavBytes } from '../../builders/wav-bytes.ts';

const amplitude = fc.double({ min: -1, max: 0.999, noNaN: true });

describe('a WAV', () => {
  it('comes back as it was written', () => {
    fc.assert(
      fc.property(
        fc.int16Array({ minLength: 1 }),
        fc.constantFrom(8_000, 16_000, 44_100),
        (samples, rate) => {
          const back = readWav('call.wav', writeWav(samples, rate));
          expect(back.sampleRate).toBe(rate);
          expect(Int16Array.from(back.samples, (value) => Math.round(value * 32_768))).toEqual(samples);
        },
      ),
    );
  });

  it.each<WavFormat>([
    { bits: 8, float: false },
    { bits: 16, float: false },
    { bits: 24, float: false },
    { bits: 32, float: false },
    { bits: 32, float: true },
    { bits: 64, float: true },
  ])(
    'is read with $bits bits (floating point: $float), any number of channels, plain or extensible',
    (format) => {
      fc.assert(
        fc.property(
          fc.array(amplitude, { minLength: 1, maxLength: 50 }),
          fc.integer({ min: 1, max: 6 }),
          fc.boolean(),
          (samples, channels, extensible) => {
            const { samples: back } = readWav(
              'in.wav',
              wavBytes(samples, { ...format, channels, extensible }),
            );
            expect(back).toHaveLength(samples.length);
            const tolerance = format.bits === 8 ? 1 / 128 : 1 / 32_768;
            for (const [n, value] of samples.entries())
              expect(Math.abs((back[n] ?? Number.NaN) - value)).toBeLessThanOrEqual(tolerance);
          },
        ),
        { numRuns: 50 },
      );
    },
  );

  it('is mixed down to one channel', () => {
    const left = Buffer.alloc(48 + 4);
    writeWav(new Int16Array(4), 8_000).copy(left);
    left.writeUInt16LE(2, 22);
    left.writeInt16LE(1_000, 44);
    left.writeInt16LE(3_000, 46);
    const { samples } = readWav('stereo.wav', left.subarray(0, 52));
    expect(Math.round((samples[0] ?? 0) * 32_768)).toBe(2_000);
  });

  it.each([0, 0x7fff_f000, 0xffff_ffff])(
    'is read to its end when its writer did not know the length (%d)',
    (claimed) => {
      const piped = writeWav(Int16Array.from([1, 2, 3, 4]), 8_000);
      piped.writeUInt32LE(claimed, 40);
      expect(readWav('piped.wav', piped).samples).toHaveLength(4);
    },
  );

  it('is found behind other chunks', () => {
    const plain = writeWav(Int16Array.from([7]), 8_000);
    const list = Buffer.from('LIST\x03\x00\x00\x00abc\x00', 'latin1');
    const bytes = Buffer.concat([plain.subarray(0, 36), list, plain.subarray(36)]);
    expect(readWav('list.wav', bytes).samples).toHaveLength(1);
  });
});

describe('what is no WAV', () => {
  it('is refused by name, whatever it is', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(() => readWav('letter.docx', bytes)).toThrow(/^letter\.docx is not a WAV file/);
      }),
    );
  });

  it('is refused when it only begins like one', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const like = Buffer.concat([Buffer.from('RIFF\x00\x00\x00\x00WAVEfmt ', 'latin1'), bytes]);
        try {
          expect(readWav('odd.wav', like).samples).toBeInstanceOf(Float32Array);
        } catch (cause) {
          expect(cause).toBeInstanceOf(NotAudio);
        }
      }),
    );
  });

  it('is one that was cut off, wherever that was', () => {
    const whole = writeWav(Int16Array.from([1, 2, 3, 4]), 8_000);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: whole.length - 1 }), (length) => {
        expect(() => readWav('cut.wav', whole.subarray(0, length))).toThrow(/^cut\.wav is not a WAV file/);
      }),
    );
    expect(() => readWav('cut.wav', whole.subarray(0, 49))).toThrow('of 8 bytes of sound it holds 5');
  });

  it('is a header without sound', () => {
    expect(() => readWav('mute.wav', writeWav(new Int16Array(0), 8_000))).toThrow('no sound after it');
    expect(() => readWav('none.wav', new Uint8Array(0))).toThrow(
      'none.wav is not a WAV file that can be played: it is empty',
    );
  });

  it('says what is wrong with a compressed one', () => {
    const mp3 = writeWav(new Int16Array(10), 8_000);
    mp3.writeUInt16LE(0x55, 20);
    expect(() => readWav('mp3.wav', mp3)).toThrow(/format 85 with 16 bits/);
  });
});
