/** A file that is not audio that can be played into a call. `message` names the file and what to send instead. */
export class NotAudio extends Error {
  override readonly name = 'NotAudio';
  constructor(file: string, problem: string) {
    super(
      `${file} is not a WAV file that can be played: ${problem}. Send uncompressed PCM, for example: sox in.mp3 out.wav`,
    );
  }
}

/** Sound as it came out of a file: one channel, amplitudes from -1 to 1. */
export interface Sound {
  sampleRate: number;
  samples: Float32Array;
}

/** WAVE format tags (Microsoft, "Multimedia Programming Interface and Data Specifications 1.0"). */
const FORMAT_PCM = 1;
const FORMAT_FLOAT = 3;
const FORMAT_EXTENSIBLE = 0xfffe;
/** Highest sample rate that is believed; above it the header is taken for garbage. */
const MAX_RATE = 384_000;
const MIN_RATE = 1_000;
const MAX_CHANNELS = 64;

interface Format {
  kind: 'integer' | 'float';
  channels: number;
  sampleRate: number;
  bytesPerSample: number;
}

/**
 * Lengths of a data chunk from which on it is not believed: who writes into a pipe cannot know the length and
 * writes one that no file has (ffmpeg 0xffffffff, sox 0x7ffff000), or none at all.
 */
const UNKNOWN_LENGTH = 0x7fff_0000;

/**
 * Reads a WAV of any rate, width (8, 16, 24 or 32 bit integer, 32 or 64 bit float) and number of channels
 * (mixed to one). Where the length was not known when the header was written, it is read to the end of the file.
 *
 * @throws NotAudio naming `file`: what is no WAV, is compressed, was cut off, or holds no sound.
 */
export function readWav(file: string, bytes: Uint8Array): Sound {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.byteLength === 0) throw new NotAudio(file, 'it is empty');
  if (view.byteLength < 12 || tag(view, 0) !== 'RIFF' || tag(view, 8) !== 'WAVE')
    throw new NotAudio(file, 'it does not begin with a RIFF/WAVE header');
  let format: Format | undefined;
  for (const chunk of chunks(view)) {
    if (chunk.id === 'fmt ') format = readFormat(file, view, chunk.start, chunk.length);
    if (chunk.id !== 'data') continue;
    if (format === undefined) throw new NotAudio(file, 'its data comes before its format');
    const samples = readSamples(view, chunk.start, wholeLength(file, view, chunk), format);
    if (samples.length === 0) throw new NotAudio(file, 'it has a header and no sound after it');
    return { sampleRate: format.sampleRate, samples };
  }
  throw new NotAudio(file, 'it has no data chunk, and so no sound');
}

interface Chunk {
  id: string;
  start: number;
  /** As the chunk claims. */
  claimed: number;
  /** As much of it as the file holds. */
  length: number;
}

/** The bytes of a data chunk. */
function wholeLength(file: string, view: DataView, { start, claimed, length }: Chunk): number {
  if (claimed === 0 || claimed >= UNKNOWN_LENGTH) return view.byteLength - start;
  if (claimed > length)
    throw new NotAudio(file, `it was cut off: of ${claimed} bytes of sound it holds ${length}`);
  return length;
}

function* chunks(view: DataView): Generator<Chunk> {
  let at = 12;
  while (at + 8 <= view.byteLength) {
    const claimed = view.getUint32(at + 4, true);
    const start = at + 8;
    yield { id: tag(view, at), start, claimed, length: Math.min(claimed, view.byteLength - start) };
    at = start + claimed + (claimed % 2); // chunks are padded to an even length
  }
}

function tag(view: DataView, at: number): string {
  return String.fromCharCode(
    view.getUint8(at),
    view.getUint8(at + 1),
    view.getUint8(at + 2),
    view.getUint8(at + 3),
  );
}

function readFormat(file: string, view: DataView, start: number, length: number): Format {
  if (length < 16) throw new NotAudio(file, 'its format chunk is too short');
  const written = view.getUint16(start, true);
  // An extensible header holds the real format in the first bytes of its sub-format GUID.
  const code = written === FORMAT_EXTENSIBLE && length >= 26 ? view.getUint16(start + 24, true) : written;
  const channels = view.getUint16(start + 2, true);
  const sampleRate = view.getUint32(start + 4, true);
  const bits = view.getUint16(start + 14, true);
  if (channels < 1 || channels > MAX_CHANNELS) throw new NotAudio(file, `it claims ${channels} channels`);
  if (sampleRate < MIN_RATE || sampleRate > MAX_RATE)
    throw new NotAudio(file, `it claims a rate of ${sampleRate} Hz`);
  if (code === FORMAT_PCM && [8, 16, 24, 32].includes(bits))
    return { kind: 'integer', channels, sampleRate, bytesPerSample: bits / 8 };
  if (code === FORMAT_FLOAT && [32, 64].includes(bits))
    return { kind: 'float', channels, sampleRate, bytesPerSample: bits / 8 };
  throw new NotAudio(file, `its samples are of format ${code} with ${bits} bits`);
}

function readSamples(view: DataView, start: number, length: number, format: Format): Float32Array {
  const frameBytes = format.bytesPerSample * format.channels;
  const frames = Math.floor(length / frameBytes);
  const samples = new Float32Array(frames);
  for (let frame = 0; frame < frames; frame++) {
    let sum = 0;
    for (let channel = 0; channel < format.channels; channel++)
      sum += readSample(view, start + frame * frameBytes + channel * format.bytesPerSample, format);
    samples[frame] = sum / format.channels;
  }
  return samples;
}

function readSample(view: DataView, at: number, format: Format): number {
  if (format.kind === 'float') {
    const value = format.bytesPerSample === 4 ? view.getFloat32(at, true) : view.getFloat64(at, true);
    return Number.isFinite(value) ? value : 0;
  }
  switch (format.bytesPerSample) {
    case 1:
      return (view.getUint8(at) - 128) / 128; // 8-bit WAV is unsigned
    case 2:
      return view.getInt16(at, true) / 32_768;
    case 3:
      return ((view.getInt8(at + 2) << 16) | view.getUint16(at, true)) / 8_388_608;
    default:
      return view.getInt32(at, true) / 2_147_483_648;
  }
}

/** Bytes of the header that `wavHeader` writes. */
export const WAV_HEADER_BYTES = 44;

/** The header of a 16-bit PCM WAV with `dataBytes` of samples after it. */
export function wavHeader(channels: number, sampleRate: number, dataBytes: number): Buffer {
  const header = Buffer.alloc(WAV_HEADER_BYTES);
  header.write('RIFF', 0, 'latin1');
  header.writeUInt32LE(36 + dataBytes, 4);
  header.write('WAVEfmt ', 8, 'latin1');
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(FORMAT_PCM, 20);
  header.writeUInt16LE(channels, 22);
  header.writeUInt32LE(sampleRate, 24);
  header.writeUInt32LE(sampleRate * channels * 2, 28);
  header.writeUInt16LE(channels * 2, 32);
  header.writeUInt16LE(16, 34);
  header.write('data', 36, 'latin1');
  header.writeUInt32LE(dataBytes, 40);
  return header;
}

/** Writes a mono 16-bit WAV. */
export function writeWav(samples: Int16Array, sampleRate: number): Buffer {
  const data = Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength);
  return Buffer.concat([wavHeader(1, sampleRate, data.length), data]);
}
