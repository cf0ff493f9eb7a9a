import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CompiledPlaybook } from '../../agent/playbook/compiled-playbook.ts';
import { placeFileCall } from '../../local/caller/file-call.ts';
import { spokenUtterances } from '../../local/caller/spoken-utterances.ts';
import { type Laptop, placeOf } from '../../local/laptop.ts';
import { type CallReport, reportCall } from '../../local/report/call-report.ts';
import { calendarKeeper } from '../../local/scenario/stages/calendar-keeper.ts';
import { aLaptop } from '../builders/a-laptop.ts';
import { nextWeekdays, type Weekday } from '../builders/next-weekdays.ts';

const PLAYBOOK = 'dental-appointments';
/** Calls at the pace of speech take about a minute; after this they hang. */
const CALL_MS = 180_000;

let laptop: Laptop;
let reports: CallReport[];

beforeAll(async () => {
  laptop = await aLaptop();
  const playbook = laptop.cloud.playbooks.find(({ id }) => id === PLAYBOOK);
  const [day] = playbook === undefined ? [] : nextWeekdays(playbook.source, Date.now());
  if (playbook === undefined || day === undefined)
    throw new Error('The practice is closed most of the week.');
  await takeAChair(playbook, day);
  reports = await Promise.all([bookAtThree(day), bookAtThree(day)]);
}, CALL_MS);

afterAll(() => laptop?.close());

/** Somebody else has one of the practice's two chairs at three. */
async function takeAChair(playbook: CompiledPlaybook, { date }: Weekday): Promise<void> {
  const keeper = calendarKeeper(placeOf(laptop.cloud.outputs, laptop.cloud.environment));
  const start = `${date}T15:00`;
  const appointments = [
    { id: 'other', start, resource: 'chair-1', name: 'Pat Doe', phone: '+12025550110', reason: 'cleaning' },
  ];
  await keeper.fill(playbook, { appointments }, Date.now());
  keeper.close();
}

/** A caller who speaks all they have to say for a cleaning at three on that day. */
async function bookAtThree(day: Weekday): Promise<CallReport> {
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

it('gives the last free chair to one caller, and the other hears that it is gone', async () => {
  const booked = reports.filter(({ appointments }) => appointments.length === 1);
  const others = reports.filter(({ appointments }) => appointments.length === 0);

  expect(await laptop.record.appointments(PLAYBOOK)).toHaveLength(2);
  expect(booked).toHaveLength(1);
  expect(others).toHaveLength(1);
  const answers = others.flatMap(({ turns }) => turns.map(({ answered }) => answered)).join(' ');
  expect(answers).toMatch(/somebody just took that time|isn't free/);
});
