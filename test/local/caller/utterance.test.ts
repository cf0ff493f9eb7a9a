import { mkdtemp, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { interruptionOf, parseSpoken, readUtterances } from '../../../local/caller/utterance.ts';

async function aFolderWith(...names: string[]): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'utterances-'));
  for (const name of names) await writeFile(path.join(folder, name), name);
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

  it('takes the WAV files of a folder in the order of their names', async () => {
    const folder = await aFolderWith('02@300.wav', '01.WAV', 'notes.txt');

    const utterances = await readUtterances([folder]);

    expect(utterances.map(({ name, interruptAfterMs }) => [name, interruptAfterMs])).toEqual([
      ['01.WAV', undefined],
      ['02@300.wav', 300],
    ]);
  });

  it('names the folder that holds no WAV, and the file that is not there', async () => {
    const folder = await aFolderWith('notes.txt');

    await expect(readUtterances([folder])).rejects.toThrow(folder);
    await expect(readUtterances([path.join(folder, 'missing.wav')])).rejects.toThrow('missing.wav');
  });
});
