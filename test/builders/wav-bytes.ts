export interface WavFormat {
  bits: 8 | 16 | 24 | 32 | 64;
  float: boolean;
}

/** A WAV whose channels all carry `samples` (amplitudes from -1 to 1), written independently of the reader. */
export function wavBytes(
  samples: readonly number[],
  format: WavFormat & { channels: number; extensible?: boolean; rate?: number },
): Buffer {
  const { bits, float, channels, extensible = false, rate = 8_000 } = format;
  const data = Buffer.concat(
    samples.flatMap((value) => Array.from({ length: channels }, () => encode(value, bits, float))),
  );
  const fmt = Buffer.alloc(extensible ? 40 : 16);
  const code = float ? 3 : 1;
  fmt.writeUInt16LE(extensible ? 0xfffe : code, 0);
  fmt.writeUInt16LE(channels, 2);
  fmt.writeUInt32LE(rate, 4);
  fmt.writeUInt32LE((rate * channels * bits) / 8, 8);
  fmt.writeUInt16LE((channels * bits) / 8, 12);
  fmt.writeUInt16LE(bits, 14);
  if (extensible) {
    fmt.writeUInt16LE(22, 16);
    fmt.writeUInt16LE(bits, 18);
    fmt.writeUInt16LE(code, 24);
  }
  const body = Buffer.concat([Buffer.from('WAVE', 'latin1'), chunk('fmt ', fmt), chunk('data', data)]);
  return chunk('RIFF', body);
}

function chunk(id: string, body: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.write(id, 0, 'latin1');
  head.writeUInt32LE(body.length, 4);
  return Buffer.concat([head, body, Buffer.alloc(body.length % 2)]);
}

function encode(value: number, bits: WavFormat['bits'], float: boolean): Buffer {
  const bytes = Buffer.alloc(bits / 8);
  if (float && bits === 32) bytes.writeFloatLE(value);
  else if (float) bytes.writeDoubleLE(value);
  else if (bits === 8) bytes.writeUInt8(Math.min(255, Math.floor(value * 128) + 128));
  else bytes.writeIntLE(Math.floor(value * 2 ** (bits - 1)), 0, bits / 8);
  return bytes;
}
