import { marshall } from '@aws-sdk/util-dynamodb';
import { expect, test } from 'vitest';
import { turnToItem } from '../../../adapters/dynamodb/call-store.ts';
import { NOT_SENT, type Publisher } from '../../../adapters/eventbridge/publish.ts';
import type { CallEvent } from '../../../agent/call/events/catalogue.ts';
import type { TurnRecord } from '../../../agent/call/turn-record.ts';
import { publishTurns } from '../../../lambdas/publish-events/publish-turns.ts';
import { aTurnRecord } from '../../builders/turn-record.ts';

/** The stream's record of a committed turn; its sequence number is `s<turn>`. */
const streamed = (turn: TurnRecord) => ({
  eventName: 'INSERT',
  dynamodb: { SequenceNumber: `s${turn.turn}`, NewImage: marshall(turnToItem(turn)) },
});
const UNREADABLE = {
  eventName: 'INSERT',
  dynamodb: { SequenceNumber: 's-bad', NewImage: marshall({ pk: 'call#x', said: 'my secret' }) },
};
const turn = (number: number, events = 2) => streamed(aTurnRecord({ turn: number, events }));

/** A bus that takes events up to the one with this id. */
function busThatStopsAt(eventId?: string): Publisher & { taken: CallEvent[] } {
  const taken: CallEvent[] = [];
  return {
    taken,
    async publish(events) {
      const stop = events.findIndex(({ id }) => id === eventId);
      taken.push(...(stop === -1 ? events : events.slice(0, stop)));
      const left = stop === -1 ? [] : events.slice(stop);
      const unpublished = left.map((event, index) => ({
        event,
        code: index === 0 ? 'ThrottlingException' : NOT_SENT,
      }));
      return { unpublished, cut: [] };
    },
  };
}

test('the events of a batch are published in the order of the stream', async () => {
  const bus = busThatStopsAt();
  const { response, batch } = await publishTurns({ Records: [turn(1), turn(2), turn(3, 0)] }, bus);
  expect(bus.taken.map(({ turn, sequence }) => [turn, sequence])).toEqual([
    [1, 0],
    [1, 1],
    [2, 0],
    [2, 1],
  ]);
  expect(response).toEqual({ batchItemFailures: [] });
  expect(batch).toMatchObject({ turns: 3, events: 4 });
});

test('the stream is delivered again from the first turn of which something is missing on the bus', async () => {
  const second = aTurnRecord({ turn: 2, events: 2 });
  const bus = busThatStopsAt(second.events[1]?.id);
  const { response } = await publishTurns({ Records: [turn(1), streamed(second), turn(3)] }, bus);
  expect(response).toEqual({ batchItemFailures: [{ itemIdentifier: 's2' }] });
});

test('a record that is no turn stops the batch there, after what came before it was published', async () => {
  const bus = busThatStopsAt();
  const { response, batch } = await publishTurns({ Records: [turn(1), UNREADABLE, turn(3)] }, bus);
  expect(response).toEqual({ batchItemFailures: [{ itemIdentifier: 's-bad' }] });
  expect(bus.taken.map((event) => event.turn)).toEqual([1, 1]);
  expect(batch.unreadable?.name).toBe('ZodError');
  expect(JSON.stringify(batch)).not.toContain('secret');
});

test('what is missing on the bus comes before what could not be read', async () => {
  const first = aTurnRecord({ turn: 1 });
  const bus = busThatStopsAt(first.events[0]?.id);
  const { response } = await publishTurns({ Records: [streamed(first), UNREADABLE] }, bus);
  expect(response).toEqual({ batchItemFailures: [{ itemIdentifier: 's1' }] });
});

test('an event that is no batch of a stream is an error', async () => {
  await expect(publishTurns({ hello: 'world' }, busThatStopsAt())).rejects.toThrow(/Records/);
});
