import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { NotAudio, readWav } from '../../media/audio/wav.ts';
import { CommandFailed } from '../command-failed.ts';

interface Interrupting {
  /** Begin this long after the agent starts to speak instead of after it has finished, in milliseconds. */
  interruptAfterMs?: number;
}

/** Something a simulated caller says, as a WAV. */
export interface SpokenUtterance extends Interrupting {
  name: string;
  wav: Buffer;
}

/** One thing a simulated caller does: says something, or presses keys. */
export type Utterance = SpokenUtterance | (Interrupting & { keys: string });

/** Written before a text (`@800 No, Friday`) or before `.wav` in a file's name (`04@800.wav`). */
const TEXT_INTERRUPTION = /^@(\d+)(?:\s+(.*))?$/s;
const NAME_INTERRUPTION = /@(\d+)\.wav$/i;

/** `[2065550122#]`: keys instead of words, as a printed call has them. */
const KEYS = /^\[([0-9*#]{1,64})\]$/;

/** The keys that a text asks for; undefined when it is words. */
export function keysOf(text: string): string | undefined {
  return KEYS.exec(text.trim())?.[1];
}

/** Splits `@800 No, Friday` into the words and the moment of the interruption. */
export function parseSpoken(text: string): { text: string; interruptAfterMs?: number } {
  const match = TEXT_INTERRUPTION.exec(text);
  if (match === null) return { text };
  return { text: match[2] ?? '', interruptAfterMs: Number(match[1]) };
}

/** The moment of interruption that a file's name asks for. */
export function interruptionOf(name: string): number | undefined {
  const match = NAME_INTERRUPTION.exec(name);
  return match === null ? undefined : Number(match[1]);
}

/**
 * Reads utterances from WAV files, or from all WAV files of a folder in the order of their names (2 before 10).
 *
 * @throws CommandFailed when a path does not exist, a folder holds no WAV, or a file cannot be played: all such
 * files at once, each with what is wrong with it.
 */
export async function readUtterances(paths: readonly string[]): Promise<SpokenUtterance[]> {
  const files = (await Promise.all(paths.map(wavFilesAt))).flat();
  const read = await Promise.all(files.map(readUtterance));
  const problems = read.filter((one) => typeof one === 'string');
  if (problems.length > 0) throw new CommandFailed(problems.join('\n'));
  return read.filter((one) => typeof one !== 'string');
}

/** The utterance in a file, or why it cannot be played: told before a call is placed that it would break. */
async function readUtterance(file: string): Promise<SpokenUtterance | string> {
  try {
    const wav = await readFile(file);
    readWav(file, wav);
    const interruptAfterMs = interruptionOf(file);
    return {
      name: path.basename(file),
      wav,
      ...(interruptAfterMs === undefined ? {} : { interruptAfterMs }),
    };
  } catch (cause) {
    if (cause instanceof NotAudio) return cause.message;
    if (cause instanceof Error && 'syscall' in cause) return `${file} cannot be read: ${cause.message}.`;
    throw cause;
  }
}

/** Names as people number them: 2 before 10. */
const BY_NAME = new Intl.Collator('en', { numeric: true });

async function wavFilesAt(place: string): Promise<string[]> {
  const found = await stat(place).catch(() => undefined);
  if (found === undefined) throw new CommandFailed(`There is no file or folder ${place}.`);
  if (found.isFile()) return [place];
  const names = (await readdir(place))
    .filter((name) => name.toLowerCase().endsWith('.wav'))
    .sort(BY_NAME.compare);
  if (names.length === 0) throw new CommandFailed(`The folder ${place} holds no .wav file.`);
  return names.map((name) => path.join(place, name));
}
