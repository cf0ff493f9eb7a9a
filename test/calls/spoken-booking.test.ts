import { readFileSync } from 'node:fs';
import { DateTime } from 'luxon';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CallEvent } from '../../agent/call/events/catalogue.ts';
import { type FileCallResult, placeFileCall } from '../../local/caller/file-call.ts';
import { spokenUtterances } from '../../local/caller/spoken-utterances.ts';
import type { Laptop } from '../../local/laptop.ts';
import { onceInOrder } from '../../local/record/archived-events.ts';
import { fetchRecording } from '../../local/record/fetch-recording.ts';
import { type CallReport, reportCall } from '../../local/report/call-report.ts';
import { aLaptop } from '../builders/a-laptop.ts';

const PLAYBOOK = 'dental-appointments';
/** A call at the pace of speech takes about a minute; after this it hangs. */
const CALL_MS = 180_000;

let laptop: Laptop;
let ended: FileCallResult;
let report: CallReport;

beforeAll(async () => {
  laptop = await aLaptop();
}, CALL_MS);

beforeAll(async () => {
  ended = await placeFileCall({
    mediaUrl: laptop.mediaUrl,
    playbook: PLAYBOOK,
    record: true,
    utterances: await spokenUtterances(callOfTheReadme(), 'rms'),
  });
  await laptop.cloud.settled();
  const found = reportCall(await laptop.record.turns(ended.callId));
  if (found === undefined) throw new Error('The call left no record.');
  report = found;
}, CALL_MS);

afterAll(() => laptop?.close());

/** What the caller says in the README's example, word for word. */
function callOfTheReadme(): string[] {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
  const command = /^npm run parley -- call(?: .*\\\n)+.*$/m.exec(readme)?.[0];
  if (command === undefined) throw new Error('The README shows no call.');
  return [...command.matchAll(/--say "([^"]*)"/g)].map(([, said]) => said ?? '');
}

describe('the call of the README, in which a caller interrupts and changes the day', () => {
  it('books exactly one appointment, with the right name, number, day and time', async () => {
    const appointments = await laptop.record.appointments(PLAYBOOK);

    expect(appointments).toHaveLength(1);
    expect(appointments[0]).toMatchObject({ name: 'Maria Lopez', phone: '+12065550122', reason: 'cleaning' });
    const start = DateTime.fromISO(appointments[0]?.slot.start ?? '', { setZone: true });
    expect(start.toFormat('cccc HH:mm', { locale: 'en' })).toBe('Wednesday 15:00');
    expect(report.appointments.map(({ id }) => id)).toEqual(appointments.map(({ id }) => id));
  });

  it('is hung up on after the goodbye, and the record says so', () => {
    expect([ended.endReason, report.status, report.endReason]).toEqual([
      'agent-hung-up',
      'ended',
      'agent-hung-up',
    ]);
    expect(report.turns.filter(({ cause }) => cause === 'caller-said')).toHaveLength(7);
  });

  it('cuts the agent short, and the record holds what was really heard', () => {
    const [interrupted, ...others] = report.turns.filter((turn) => turn.interrupted);

    expect(others).toEqual([]);
    expect(interrupted?.turn).toBe(2);
    expect(interrupted?.answered.startsWith(interrupted.heard ?? '?')).toBe(true);
    expect(interrupted?.heard?.length).toBeLessThan(interrupted?.answered.length ?? 0);
  });

  it('has every stored event on the bus, exactly once after de-duplication', () => {
    const delivered = laptop.cloud.busEvents(ended.callId).map(({ detail }) => CallEvent.parse(detail));

    expect(onceInOrder(delivered).map(({ id }) => id)).toEqual(report.events);
  });

  it('is recorded in stereo, the caller left and the agent right', async () => {
    const wav = Buffer.from(await fetchRecording(laptop.cloud, ended.recording ?? ''));
    const seconds = (wav.length - 44) / (2 * 2 * 8_000);

    expect([wav.readUInt16LE(22), wav.readUInt32LE(24)]).toEqual([2, 8_000]);
    expect(seconds).toBeGreaterThan(20);
    expect(loudest(wav, 0)).toBeGreaterThan(1_000);
    expect(loudest(wav, 1)).toBeGreaterThan(1_000);
  });
});

function loudest(wav: Buffer, channel: 0 | 1): number {
  let peak = 0;
  for (let at = 44 + channel * 2; at + 1 < wav.length; at += 4)
    peak = Math.max(peak, Math.abs(wav.readInt16LE(at)));
  return peak;
}
