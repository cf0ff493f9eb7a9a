import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { speak } from '../../local/engines/flite.ts';
import { writeWav } from '../../media/audio/wav.ts';
import { dentalPlaybook } from '../builders/dental-playbook.ts';
import { nextWeekdays } from '../builders/next-weekdays.ts';

/** How long a whole call may take before the test is given up as hung. It takes about a minute. */
const CALL_MS = 180_000;
/** Before an utterance of the fake microphone: longer than the answer that it waits for. */
const PAUSE_SECONDS = 11;
/** Before the yes to a reading back, which counts only for what was heard to its end. */
const READ_BACK_SECONDS = 17;

let folder: string;
let parley: ChildProcess;
let url: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'parley-browser-'));
  parley = spawn(process.execPath, ['local/commands/parley.ts', 'start', '--fresh', '--port', '0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  url = await addressPrintedBy(parley);
}, CALL_MS);

afterAll(async () => {
  parley.kill('SIGTERM');
  await once(parley, 'exit');
  await rm(folder, { recursive: true, force: true });
});

describe('the console', () => {
  it(
    'books an appointment for a caller who speaks into the microphone',
    async () => {
      const microphone = path.join(folder, 'caller.wav');
      const [day] = nextWeekdays(dentalPlaybook().source, Date.now());
      const caller = aCallerWhoSays([
        `I'd like to book a cleaning on ${day?.name} at three`,
        'my name is Maria Lopez',
        'two oh six five five five oh one two two',
        { after: READ_BACK_SECONDS, say: 'yes please' },
        'no thank you goodbye',
      ]);
      await writeFile(microphone, await caller);
      const page = await aPageWith(microphone);

      await page.getByRole('button', { name: 'Call', exact: true }).click();
      await page.getByText('Call over: agent hung up.').waitFor({ timeout: CALL_MS });

      const appointments = page.locator('.appointments tr');
      await appointments.first().waitFor();
      expect(await appointments.count()).toBe(1);
      const [when, ...rest] = await appointments.first().locator('td').allTextContents();
      expect(when).toBe(`${day?.date} 15:00`);
      expect(rest).toEqual(['Maria Lopez', 'cleaning', '+12065550122']);
      expect(await page.locator('.events .call-ended').count()).toBe(1);
      await page.context().browser()?.close();
    },
    CALL_MS,
  );

  it(
    'lets a caller without a microphone type, and cuts the agent short when they do',
    async () => {
      const page = await aPageWith(undefined);

      await page.getByRole('button', { name: 'Call and type' }).click();
      await page.locator('[data-floor=speaking]').waitFor();
      await page.getByLabel('Type instead of speaking').fill('Where can I park?');
      await page.getByRole('button', { name: 'Send' }).click();
      await page.locator('.bubble.agent', { hasText: 'parking' }).waitFor();

      expect(await page.locator('.bubble.caller').textContent()).toContain('Where can I park?');
      await page.locator('.bubble.agent s').first().waitFor();
      await page.getByRole('button', { name: 'Hang up' }).click();
      await page.getByText('Call over: caller hung up.').waitFor();
      await page.context().browser()?.close();
    },
    CALL_MS,
  );

  it(
    'calls the contact flow, shows where in it the call is, and what a person finds when nobody was there',
    async () => {
      const page = await aPageWith(undefined);
      await page.getByLabel('Line').selectOption('connect');
      await page.getByLabel('People').selectOption('closed');
      await page.getByRole('button', { name: 'Call and type' }).click();
      await page.getByText('at “talk”').waitFor({ timeout: CALL_MS });
      await page.getByText('Keypad').click();
      await page.getByRole('button', { name: '7', exact: true }).click();
      expect(await page.locator('.keypad output').textContent()).toContain('7');

      await page.getByLabel('Type instead of speaking').fill('Can I speak to a person?');
      await page.getByRole('button', { name: 'Send' }).click();
      await page.getByText('Call over: agent hung up.').waitFor({ timeout: CALL_MS });

      const task = page.locator('.tasks td').nth(1);
      await task.waitFor();
      expect(await task.textContent()).toMatch(/^Call back \+12065550123, reference \d{6}$/);
      await page.context().browser()?.close();
    },
    CALL_MS,
  );
});

function addressPrintedBy(process: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let printed = '';
    process.stdout?.on('data', (chunk) => {
      printed += String(chunk);
      const address = /http:\/\/127\.0\.0\.1:\d+/.exec(printed)?.[0];
      if (address !== undefined) resolve(address);
    });
    process.once('exit', (code) =>
      reject(new Error(`Parley ended with exit code ${code} before it was up.`)),
    );
  });
}

interface DelayedUtterance {
  /** Seconds of silence before it. */
  after: number;
  say: string;
}

/** One recording in which a caller waits for the greeting to end, then speaks, pauses, speaks. */
async function aCallerWhoSays(utterances: readonly (string | DelayedUtterance)[]): Promise<Buffer> {
  const timed = utterances.map((one) => (typeof one === 'string' ? { after: PAUSE_SECONDS, say: one } : one));
  const spoken = await Promise.all(
    timed.map(async ({ after, say }) => ({ after, ...(await speak(say, { voice: 'rms' })) })),
  );
  const rate = spoken[0]?.sampleRate ?? 16_000;
  const pause = (seconds: number): Int16Array => new Int16Array(seconds * rate);
  const parts = spoken.flatMap(({ after, samples }) => [pause(after), samples]).concat(pause(PAUSE_SECONDS));
  const whole = new Int16Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return writeWav(whole, rate);
}

async function aPageWith(microphone: string | undefined): Promise<Page> {
  const browser: Browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--autoplay-policy=no-user-gesture-required',
      '--use-fake-ui-for-media-stream',
      '--use-fake-device-for-media-stream',
      ...(microphone === undefined ? [] : [`--use-file-for-fake-audio-capture=${microphone}%noloop`]),
    ],
  });
  const page = await browser.newPage();
  await page.goto(url);
  await page.locator('.welcome').waitFor();
  return page;
}
