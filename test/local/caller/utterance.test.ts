import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { spokenUtterances } from '../../../local/caller/spoken-utterances.ts';
import { interruptionOf, keysOf, parseSpoken, readUtterances } from '../../../local/caller/utterance.ts';
import { writeWav } from '../../../media/audio/wav.ts';

async function aFolderWith(...names: string[]): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'utterances-'));
  for (const name of names) await writeFile(path.join(folder, name), writeWav(Int16Array.of(1, 2, 3), 8_000));
  return folder;
}

describe('utterances of a simulated caller', () => {
  it('waits for the agent to finish unless told otherwise', () => {
    expect(parseSpoken('On Tuesday, please')).toEqual({ text: 'On Tuesday, please' });
    expect(interruptionOf('02.wav')).toBeUndefined();
  });

  it('interrupts so many milliseconds into the answer when @ms is written', () => {
    expect(parseSpoken('@800 No, Friday instead')).toEqual({
      text: 'No, Friday instead',
      interruptAfterMs: 800,
    });
    expect(interruptionOf('04-no-friday@1500.wav')).toBe(1_500);
  });

  it('presses keys that stand in brackets, also into the answer, and speaks everything else', async () => {
    expect(await spokenUtterances(['[2065550122#]', '@800 [0]'], 'rms')).toEqual([
      { keys: '2065550122#' },
      { keys: '0', interruptAfterMs: 800 },
    ]);
    expect(keysOf('[twelve]')).toBeUndefined();
    expect(keysOf('12')).toBeUndefined();
  });

  it('takes the WAV files of a folder in the order of their names', async () => {
    const folder = await aFolderWith('02@300.wav', '01.WAV', 'notes.txt');

    const utterances = await readUtterances([folder]);

    expect(utterances.map(({ name, interruptAfterMs }) => [name, interruptAfterMs])).toEqual([
      ['01.WAV', undefined],
      ['02@300.wav', 300],
    ]);
  });

  it('takes the second file of a folder before the tenth', async () => {
    const folder = await aFolderWith('10.wav', '2.wav', '1 hello.wav');
    expect((await readUtterances([folder])).map(({ name }) => name)).toEqual([
      '1 hello.wav',
      '2.wav',
      '10.wav',
    ]);
  });

  it('names every file that cannot be played, and what is wrong with it, before a call is placed', async () => {
    const folder = await aFolderWith('1.wav');
    const whole = writeWav(new Int16Array(100), 8_000);
    await writeFile(path.join(folder, '2.wav'), '');
    await writeFile(path.join(folder, '3.wav'), whole.subarray(0, 44));
    await writeFile(path.join(folder, '4.wav'), whole.subarray(0, 144));
    await writeFile(path.join(folder, '5.wav'), 'a letter');
    const problem = await readUtterances([folder]).catch((cause: unknown) => String(cause));
    expect(problem).toMatch(/2\.wav is not .*: it is empty/);
    expect(problem).toMatch(/3\.wav is not .*: it was cut off: of 200 bytes of sound it holds 0/);
    expect(problem).toMatch(/4\.wav is not .*: it was cut off: of 200 bytes of sound it holds 100/);
    expect(problem).toMatch(/5\.wav is not .*RIFF/);
    expect(problem).not.toContain('1.wav is');
  });

  it('names what is called a WAV and cannot be read, beside what is no audio', async () => {
    const folder = await aFolderWith('1.wav');
    await mkdir(path.join(folder, '2.wav'));
    await writeFile(path.join(folder, '3.wav'), '');
    const problem = await readUtterances([folder]).catch((cause: unknown) => String(cause));
    expect(problem).toMatch(/2\.wav cannot be read: EISDIR/);
    expect(problem).toMatch(/3\.wav is not .*: it is empty/);
  });

  it('names the folder that holds no WAV, and the file that is not there', async () => {
    const folder = await aFolderWith('notes.txt');

    await expect(readUtterances([folder])).rejects.toThrow(folder);
    await expect(readUtterances([path.join(folder, 'missing.wav')])).rejects.toThrow('missing.wav');
  });
});
