import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, DynamoDBDocumentClient, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { PARTITION_KEY, SORT_KEY } from '../../adapters/dynamodb/tables.ts';
import { placeFileCall } from '../../local/caller/file-call.ts';
import { spokenUtterances } from '../../local/caller/spoken-utterances.ts';
import { type Laptop, startLaptop } from '../../local/laptop.ts';
import { type CallReport, reportCall } from '../../local/report/call-report.ts';
import { addressOf, CALL_LINES, type CallLine } from '../../local/telephone/place.ts';
import { nextWeekdays } from '../builders/next-weekdays.ts';

/**
 * The same playbook and the same utterances on every line, in audio and at the pace of speech: what was
 * booked, what was said, and whether the records are the same but for line, latency and markup. Prints one
 * JSON object. Run: npm run bench:lines
 */
const PLAYBOOK = 'dental-appointments';
const VOICE = 'rms';

await using undo = new AsyncDisposableStack();
const laptop = await startLaptop({
  dataDirectory: 'memory',
  latency: process.argv.includes('--published') ? 'published' : 'zero',
  seed: 1,
  realServices: new Set(),
  onProgress: (message) => process.stderr.write(`${message}\n`),
});
undo.defer(() => laptop.close());
const utterances = await spokenUtterances(wordsOf(laptop), VOICE);
const reports: Partial<Record<CallLine, CallReport | undefined>> = {};
for (const line of CALL_LINES) {
  process.stderr.write(`Calling on ${line}\n`);
  reports[line] = await callOn(line);
  await clearCalendar(laptop);
}
const { media } = reports;
const figures = CALL_LINES.map((line) => {
  const report = reports[line];
  return {
    line: report?.line,
    end: report?.endReason,
    reached: report?.reached,
    appointments: report?.appointments.map(({ slot, name, reason, phone }) => ({
      ...slot,
      name,
      reason,
      phone,
    })),
    sameAsMedia: report !== undefined && media !== undefined && essence(report) === essence(media),
    talk: report?.turns.map(({ cause, said, answered }) => [cause, said, answered]),
  };
});
process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`);

function wordsOf({ cloud }: Laptop): string[] {
  const playbook = cloud.playbooks.find(({ id }) => id === PLAYBOOK);
  const [day] = playbook === undefined ? [] : nextWeekdays(playbook.source, Date.now());
  if (day === undefined) throw new Error(`${PLAYBOOK} is closed for a week.`);
  return [
    `I'd like to book a cleaning on ${day.name} at three`,
    'my name is Maria Lopez',
    'two oh six five five five oh one two two',
    'yes please',
    'no thank you goodbye',
  ];
}

async function callOn(line: CallLine): Promise<CallReport | undefined> {
  const mediaUrl = line === 'media' ? laptop.mediaUrl : addressOf(laptop.telephone.url, line, 'accepts');
  const { callId } = await placeFileCall({ mediaUrl, playbook: PLAYBOOK, utterances, record: false });
  for (let tries = 0; tries < 100; tries++) {
    const report = reportCall(await laptop.record.turns(callId));
    if (report?.status === 'ended') return report;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return reportCall(await laptop.record.turns(callId));
}

/** All of a record that no line may change. */
function essence({ turns, reached, appointments, status }: CallReport): string {
  return JSON.stringify({
    status,
    reached,
    appointments: appointments.map(({ slot, name, phone, reason }) => ({ slot, name, phone, reason })),
    turns: turns
      .filter(({ cause }) => cause !== 'call-ended')
      .map(({ cause, said, answered, tools }) => ({
        cause,
        said,
        answered,
        tools: tools.map(({ name, outcome }) => [name, outcome]),
      })),
  });
}

/** The next caller finds the calendar as the first did. */
async function clearCalendar({ cloud }: Laptop): Promise<void> {
  const TableName = cloud.outputs.CalendarTableOutput;
  const client = DynamoDBDocumentClient.from(
    new DynamoDBClient({
      region: cloud.environment.AWS_REGION ?? '',
      endpoint: cloud.environment.AWS_ENDPOINT_URL_DYNAMODB ?? '',
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    }),
  );
  const { Items } = await client.send(new ScanCommand({ TableName }));
  for (const item of Items ?? []) {
    const Key = { [PARTITION_KEY]: item[PARTITION_KEY], [SORT_KEY]: item[SORT_KEY] };
    await client.send(new DeleteCommand({ TableName, Key }));
  }
  client.destroy();
}
