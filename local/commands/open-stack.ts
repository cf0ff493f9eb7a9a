import { setTimeout as wait } from 'node:timers/promises';
import { CallEvent } from '../../agent/call/events/catalogue.ts';
import { CommandFailed } from '../command-failed.ts';
import { type Laptop, placeOf, startLaptop } from '../laptop.ts';
import { archivedEvents, onceInOrder } from '../record/archived-events.ts';
import { type RecordReader, recordReader } from '../record/record-reader.ts';
import { announceStack, findStack, type RunningStack } from '../running-stack.ts';
import { type AgentState, addressOf, type CallLine } from '../telephone/place.ts';
import type { Progress } from './progress.ts';
import type { StackOptions } from './shared-options.ts';

/** A stack that a command can place a call on: its own, or the one that is running. */
export interface OpenStack extends AsyncDisposable {
  /** Where a caller of the line connects. @throws CommandFailed when the stack does not have the line. */
  addressOf(line: CallLine, agent: AgentState): string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly environment: Readonly<Record<string, string>>;
  readonly record: RecordReader;
  /** Resolves when everything that the call stored has been published. */
  published(callId: string): Promise<void>;
  /** Ids of the call's events that came off the bus, in order, each once. */
  eventIds(callId: string): string[];
}

/** How long a running stack may take to publish the end of a call, and how often that is looked at. */
const PUBLISH_WITHIN_MS = 10_000;
const LOOK_AGAIN_MS = 50;

/**
 * The stack that runs on the data directory; one of the command's own when none does or `fresh` is asked for.
 *
 * @throws CommandFailed when another command's own stack runs there.
 */
export async function openStack(options: StackOptions, progress: Progress): Promise<OpenStack> {
  const found = options.fresh ? undefined : findStack(options.data);
  if (found?.running !== true) return ownStack(options, progress);
  // Only `npm start` serves a console. The stack of one call goes with that call, whoever else talks on it.
  if (found.stack.consoleUrl === undefined)
    throw new CommandFailed(
      `${options.data} is in use by another call (process ${found.stack.pid}) until it is over. Wait for it, add --fresh, or start a stack for both: npm start`,
    );
  if (options.latency !== 'zero' || options.aws.length > 0)
    throw new CommandFailed(
      'Parley is running already, with services of its own: --latency and --aws need a stack of their own. Add --fresh.',
    );
  return runningStack(options.data, found.stack);
}

async function ownStack(options: StackOptions, progress: Progress): Promise<OpenStack> {
  const laptop = await startLaptop({
    dataDirectory: options.fresh ? 'memory' : options.data,
    latency: options.latency,
    seed: options.seed,
    realServices: new Set(options.aws),
    onProgress: progress.show,
  });
  const { outputs, environment } = laptop.cloud;
  const { mediaUrl, record } = laptop;
  const telephone = { url: laptop.telephone.url, lines: [...laptop.telephone.lines] };
  if (!options.fresh)
    announceStack(options.data, {
      outputs: { ...outputs },
      environment: { ...environment },
      mediaUrl,
      telephone,
    });
  const events = (callId: string): CallEvent[] => onceInOrder(eventsOn(laptop, callId));
  return {
    addressOf: addressesOf({ mediaUrl, telephone }),
    outputs,
    environment,
    record,
    published: async (callId) => {
      await untilEnded(callId, () => events(callId), laptop.cloud.dataDirectory);
      await laptop.cloud.settled();
    },
    eventIds: (callId) => events(callId).map(({ id }) => id),
    [Symbol.asyncDispose]: () => laptop.close(),
  };
}

function eventsOn({ cloud }: Laptop, callId: string): CallEvent[] {
  return cloud.busEvents(callId).map(({ detail }) => CallEvent.parse(detail));
}

/** The media service's address, or the telephone's for a line that it has. */
function addressesOf({
  mediaUrl,
  telephone,
}: Pick<RunningStack, 'mediaUrl' | 'telephone'>): OpenStack['addressOf'] {
  return (line, agent) => {
    if (line === 'media') return mediaUrl;
    if (telephone.lines.includes(line)) return addressOf(telephone.url, line, agent);
    throw new CommandFailed(
      `The stack has no ${line} line. Switch it on in parley.config.yaml (see docs/deploy.md), and start again.`,
    );
  };
}

/** The end of a call reaches the record and the bus a little after the caller has gone. */
async function untilEnded(callId: string, events: () => CallEvent[], dataDirectory: string): Promise<void> {
  const giveUpAt = Date.now() + PUBLISH_WITHIN_MS;
  while (!events().some(({ type }) => type === 'call.ended')) {
    if (Date.now() > giveUpAt)
      throw new CommandFailed(
        `The end of call ${callId} was not published; see the logs in ${dataDirectory}.`,
      );
    await wait(LOOK_AGAIN_MS);
  }
}

function runningStack(
  dataDirectory: string,
  { outputs, environment, mediaUrl, telephone }: RunningStack,
): OpenStack {
  const bus = outputs.EventBusOutput;
  if (bus === undefined) throw new CommandFailed('The running stack does not tell its event bus.');
  const record = recordReader(placeOf(outputs, environment));
  const events = (callId: string): CallEvent[] => archivedEvents(dataDirectory, bus, callId);
  return {
    addressOf: addressesOf({ mediaUrl, telephone }),
    outputs,
    environment,
    record,
    published: (callId) => untilEnded(callId, () => events(callId), dataDirectory),
    eventIds: (callId) => events(callId).map(({ id }) => id),
    [Symbol.asyncDispose]: async () => record.close(),
  };
}
