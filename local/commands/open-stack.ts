import { setTimeout as wait } from 'node:timers/promises';
import { CallEvent } from '../../agent/call/events/catalogue.ts';
import { type Laptop, placeOf, startLaptop } from '../laptop.ts';
import { archivedEvents, onceInOrder } from '../record/archived-events.ts';
import { type RecordReader, recordReader } from '../record/record-reader.ts';
import { announceStack, findStack, type RunningStack } from '../running-stack.ts';
import { CommandFailed } from './command-failed.ts';
import type { Progress } from './progress.ts';
import type { StackOptions } from './shared-options.ts';

/** A stack that a command can place a call on: its own, or the one that is running. */
export interface OpenStack extends AsyncDisposable {
  readonly mediaUrl: string;
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

/** The stack that runs on the data directory; one of the command's own when none does or `fresh` is asked for. */
export async function openStack(options: StackOptions, progress: Progress): Promise<OpenStack> {
  const found = options.fresh ? undefined : findStack(options.data);
  if (found?.running !== true) return ownStack(options, progress);
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
  if (!options.fresh)
    announceStack(options.data, { outputs: { ...outputs }, environment: { ...environment }, mediaUrl });
  return {
    mediaUrl,
    outputs,
    environment,
    record,
    published: () => laptop.cloud.settled(),
    eventIds: (callId) => onceInOrder(eventsOn(laptop, callId)).map(({ id }) => id),
    [Symbol.asyncDispose]: () => laptop.close(),
  };
}

function eventsOn({ cloud }: Laptop, callId: string): CallEvent[] {
  return cloud.busEvents(callId).map(({ detail }) => CallEvent.parse(detail));
}

function runningStack(dataDirectory: string, { outputs, environment, mediaUrl }: RunningStack): OpenStack {
  const bus = outputs.EventBusOutput;
  if (bus === undefined) throw new CommandFailed('The running stack does not tell its event bus.');
  const record = recordReader(placeOf(outputs, environment));
  const events = (callId: string): CallEvent[] => archivedEvents(dataDirectory, bus, callId);
  return {
    mediaUrl,
    outputs,
    environment,
    record,
    published: async (callId) => {
      const giveUpAt = Date.now() + PUBLISH_WITHIN_MS;
      while (!events(callId).some(({ type }) => type === 'call.ended')) {
        if (Date.now() > giveUpAt)
          throw new CommandFailed(
            `The end of call ${callId} was not published; see the logs in ${dataDirectory}.`,
          );
        await wait(LOOK_AGAIN_MS);
      }
    },
    eventIds: (callId) => events(callId).map(({ id }) => id),
    [Symbol.asyncDispose]: async () => record.close(),
  };
}
