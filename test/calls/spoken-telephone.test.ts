import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FileCallResult, placeFileCall } from '../../local/caller/file-call.ts';
import { spokenUtterances } from '../../local/caller/spoken-utterances.ts';
import type { Laptop } from '../../local/laptop.ts';
import { fetchRecording } from '../../local/record/fetch-recording.ts';
import { type CallReport, reportCall } from '../../local/report/call-report.ts';
import { type AgentState, addressOf, type TelephoneLine } from '../../local/telephone/place.ts';
import { readWav } from '../../media/audio/wav.ts';
import type { FromService } from '../../media/lines/protocol.ts';
import { aLaptop } from '../builders/a-laptop.ts';

const PLAYBOOK = 'dental-appointments';
/** Two calls at the pace of speech; after this one hangs. */
const CALLS_MS = 180_000;

let laptop: Laptop;
let toConnect: SpokenCall;
let toChime: SpokenCall;

beforeAll(async () => {
  laptop = await aLaptop();
  [toConnect, toChime] = await Promise.all([
    call('connect', ['@1500 is there parking', 'can i speak to a person'], 'accepts'),
    call('chime-pstn', ['can i speak to a person'], 'never'),
  ]);
}, CALLS_MS);

afterAll(() => laptop?.close());

interface SpokenCall extends FileCallResult {
  report: CallReport;
  shown: FromService[];
}

async function call(line: TelephoneLine, says: readonly string[], agent: AgentState): Promise<SpokenCall> {
  const shown: FromService[] = [];
  const ended = await placeFileCall({
    mediaUrl: addressOf(laptop.telephone.url, line, agent),
    playbook: PLAYBOOK,
    record: true,
    utterances: await spokenUtterances(says, 'rms'),
    onMessage: (message) => shown.push(message),
  });
  return { ...ended, report: await untilEnded(ended.callId), shown };
}

/** The end of a call reaches its record by an event, a little after the caller has gone. */
async function untilEnded(callId: string): Promise<CallReport> {
  const { cloud, record } = laptop;
  await new Promise<void>((resolve) => {
    const look = (): void => {
      if (!cloud.busEvents(callId).some(({ detail }) => detail.type === 'call.ended')) return;
      stop();
      resolve();
    };
    const stop = cloud.onBusEvent(look);
    look();
  });
  const report = reportCall(await record.turns(callId));
  if (report === undefined) throw new Error(`The call ${callId} left no record.`);
  return report;
}

describe('a spoken call to the Connect number', () => {
  it('is heard, interrupts the greeting, and is put through to a person', () => {
    expect(toConnect.report.line).toBe('connect');
    expect(toConnect.report.turns.flatMap(({ said }) => said ?? [])).toEqual([
      'is there parking',
      'can i speak to a person',
    ]);
    expect(toConnect.endReason).toBe('transferred');
    expect(toConnect.report.endReason).toBe('transferred');
  });

  it('shows on the way where in the flow it is, and that the agent fell silent', () => {
    const blocks = toConnect.shown.flatMap((message) => (message.type === 'flow' ? [message.block] : []));
    expect(blocks).toEqual(expect.arrayContaining(['enter', 'talk', 'route', 'wait-for-person']));
    expect(toConnect.shown.map(({ type }) => type)).toContain('clear');
  });

  it('is recorded with both sides', async () => {
    if (toConnect.recording === undefined) throw new Error('The call was not recorded.');
    const wav = readWav('the call', await fetchRecording(laptop.cloud, toConnect.recording));
    expect(wav.samples.length / wav.sampleRate).toBeGreaterThan(5);
  });
});

describe('a spoken call to the Chime PSTN number', () => {
  it('is answered by the same agent, and promised a call back when nobody is there', () => {
    expect(toChime.report.line).toBe('chime-pstn');
    expect(toChime.report.turns.at(0)?.answered).toContain('Robin');
    expect(toChime.report.turns.map(({ answered }) => answered).join(' ')).toMatch(/call you back/i);
    expect(toChime.endReason).toBe('agent-hung-up');
  });
});
