import { afterAll, beforeAll, expect, it } from 'vitest';
import { placeFileCall } from '../../local/caller/file-call.ts';
import { spokenUtterances } from '../../local/caller/spoken-utterances.ts';
import type { Laptop } from '../../local/laptop.ts';
import { type CallReport, reportCall } from '../../local/report/call-report.ts';
import { aLaptop } from '../builders/a-laptop.ts';
import { nextWeekdays } from '../builders/next-weekdays.ts';

const PLAYBOOK = 'dental-appointments';
/** Calls at the pace of speech take about a minute; after this they hang. */
const CALL_MS = 180_000;
/** The practice's chairs: as many appointments can begin at the same time. */
const CHAIRS = 2;

let laptop: Laptop;
let reports: CallReport[];

beforeAll(async () => {
  laptop = await aLaptop();
  reports = await Promise.all(Array.from({ length: CHAIRS + 1 }, bookAtThree));
}, CALL_MS);

afterAll(() => laptop?.close());

/** A caller who speaks all they have to say for a cleaning at three on the coming weekday. */
async function bookAtThree(): Promise<CallReport> {
  const source = laptop.cloud.playbooks.find(({ id }) => id === PLAYBOOK)?.source;
  const [day] = source === undefined ? [] : nextWeekdays(source, Date.now());
  if (day === undefined) throw new Error('The practice is closed for most of a week.');
  const { callId } = await placeFileCall({
    mediaUrl: laptop.mediaUrl,
    playbook: PLAYBOOK,
    record: false,
    utterances: await spokenUtterances(
      [
        `I'd like to book a cleaning on ${day.name} at three`,
        'my name is Maria Lopez',
        'two oh six five five five oh one two two',
        'yes please',
        'no thank you goodbye',
      ],
      'rms',
    ),
  });
  await laptop.cloud.settled();
  const report = reportCall(await laptop.record.turns(callId));
  if (report === undefined) throw new Error('The call left no record.');
  return report;
}

it('gives the last free chair to one caller, and the others hear that it is gone', async () => {
  const booked = reports.filter(({ appointments }) => appointments.length === 1);
  const others = reports.filter(({ appointments }) => appointments.length === 0);

  expect(await laptop.record.appointments(PLAYBOOK)).toHaveLength(CHAIRS);
  expect(booked).toHaveLength(CHAIRS);
  expect(others).toHaveLength(1);
  const answers = others.flatMap(({ turns }) => turns.map(({ answered }) => answered)).join(' ');
  expect(answers).toMatch(/somebody just took that time|isn't free/);
});
