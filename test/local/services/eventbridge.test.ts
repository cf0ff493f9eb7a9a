import {
  EventBridgeClient,
  EventBridgeServiceException,
  PutEventsCommand,
} from '@aws-sdk/client-eventbridge';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type EventBus, openEventBus } from '../../../local/services/event-bus.ts';
import { eventPattern } from '../../../local/services/event-pattern.ts';
import { eventBridgeService } from '../../../local/services/eventbridge.ts';
import { serve } from '../../../local/wire/server.ts';
import { aDirectory } from '../../builders/a-change.ts';
import { atEndpoint } from '../../builders/aws-endpoint.ts';

const NOW_MS = Date.UTC(2026, 10, 23, 9);

interface Served {
  client: EventBridgeClient;
  bus: EventBus;
  warnings: string[];
}

/** A bus `calls` whose archive keeps what Parley publishes. */
async function served(directory = aDirectory()): Promise<Served> {
  const bus = openEventBus({ name: 'calls', archives: [eventPattern({ source: ['parley'] })], directory });
  const warnings: string[] = [];
  const server = await serve(
    eventBridgeService({
      buses: new Map([['calls', bus]]),
      region: 'us-east-1',
      account: '000000000000',
      onWarning: (message) => warnings.push(message),
      now: () => NOW_MS,
    }),
  );
  const client = new EventBridgeClient({ ...atEndpoint(server.url), maxAttempts: 1 });
  onTestFinished(async () => {
    client.destroy();
    await server.close();
    bus.close();
  });
  return { client, bus, warnings };
}

const entry = (detail: object, more: object = {}) => ({
  EventBusName: 'calls',
  Source: 'parley',
  DetailType: 'turn.completed',
  Detail: JSON.stringify(detail),
  ...more,
});

describe('the laptop’s EventBridge', () => {
  it('delivers an event in EventBridge’s envelope to listeners and the archive', async () => {
    const { client, bus } = await served();
    const heard: unknown[] = [];
    bus.listen((event) => heard.push(event));
    const { Entries, FailedEntryCount } = await client.send(
      new PutEventsCommand({ Entries: [entry({ n: 1 })] }),
    );
    expect(FailedEntryCount).toBe(0);
    expect(heard).toEqual([
      {
        version: '0',
        id: Entries?.[0]?.EventId,
        'detail-type': 'turn.completed',
        source: 'parley',
        account: '000000000000',
        time: '2026-11-23T09:00:00.000Z',
        region: 'us-east-1',
        resources: [],
        detail: { n: 1 },
      },
    ]);
    expect(bus.archived()).toEqual(heard);
  });

  it('takes the bus by its ARN', async () => {
    const { client, bus } = await served();
    const EventBusName = 'arn:aws:events:us-east-1:000000000000:event-bus/calls';
    await client.send(new PutEventsCommand({ Entries: [entry({}, { EventBusName })] }));
    expect(bus.archived()).toHaveLength(1);
  });

  it('hands an event to the rules that match it, and archives only what the archive’s pattern takes', async () => {
    const { client, bus } = await served();
    const delivered: unknown[] = [];
    bus.addRule({
      name: 'second',
      matches: eventPattern({ detail: { n: [2] } }),
      deliver: ({ detail }) => delivered.push(detail),
    });
    await client.send(
      new PutEventsCommand({ Entries: [entry({ n: 1 }), entry({ n: 2 }, { Source: 'elsewhere' })] }),
    );
    expect(delivered).toEqual([{ n: 2 }]);
    expect(bus.archived().map(({ detail }) => detail)).toEqual([{ n: 1 }]);
  });

  it('refuses single entries that are not right, and takes the others', async () => {
    const { client, bus } = await served();
    const { FailedEntryCount, Entries } = await client.send(
      new PutEventsCommand({
        Entries: [entry({}, { Detail: 'no json' }), entry({}, { Source: undefined }), entry({})],
      }),
    );
    expect(FailedEntryCount).toBe(2);
    expect(Entries?.map(({ ErrorCode }) => ErrorCode)).toEqual([
      'MalformedDetail',
      'InvalidArgument',
      undefined,
    ]);
    expect(bus.archived()).toHaveLength(1);
  });

  it.each([
    ['more than ten entries', Array.from({ length: 11 }, () => entry({}))],
    ['a megabyte and more', [entry({ text: 'x'.repeat(1_048_576) })]],
  ])('refuses %s as a whole', async (_, Entries) => {
    const { client, bus } = await served();
    await expect(client.send(new PutEventsCommand({ Entries }))).rejects.toThrow(EventBridgeServiceException);
    expect(bus.archived()).toEqual([]);
  });

  it('answers well for a bus that is not there, as AWS does, but warns', async () => {
    const { client, warnings } = await served();
    const put = await client.send(new PutEventsCommand({ Entries: [entry({}, { EventBusName: 'cals' })] }));
    expect(put.FailedEntryCount).toBe(0);
    expect(warnings).toEqual(['An event was put on the bus cals, which is not in the template: it is lost.']);
  });

  it('keeps the archive for the next start', async () => {
    const directory = aDirectory();
    const first = await served(directory);
    await first.client.send(new PutEventsCommand({ Entries: [entry({ n: 1 })] }));
    const second = await served(directory);
    expect(second.bus.archived().map(({ detail }) => detail)).toEqual([{ n: 1 }]);
  });
});
