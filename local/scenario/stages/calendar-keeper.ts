import { randomUUID } from 'node:crypto';
import { BatchWriteCommand, paginateQuery } from '@aws-sdk/lib-dynamodb';
import { dynamoCalendar } from '../../../adapters/dynamodb/calendar.ts';
import { documentClient } from '../../../adapters/dynamodb/client.ts';
import { calendarPartition, PARTITION_KEY, SORT_KEY } from '../../../adapters/dynamodb/tables.ts';
import type { CompiledPlaybook } from '../../../agent/playbook/compiled-playbook.ts';
import { appointmentsOf } from '../../../agent/scenario/world/contents.ts';
import type { RecordPlace } from '../../record/record-reader.ts';

/** Items of one batch at most (DynamoDB API reference, BatchWriteItem). */
const BATCH_ITEMS = 25;

/** Keeps the calendars of scenarios in DynamoDB as their worlds say. */
export interface CalendarKeeper {
  /** Takes everything out of a playbook's calendar. */
  empty(playbook: CompiledPlaybook): Promise<void>;
  /** Puts appointments in as far as their time is free; answers with their ids. */
  fill(
    playbook: CompiledPlaybook,
    contents: Parameters<typeof appointmentsOf>[0],
    nowMs: number,
  ): Promise<string[]>;
  close(): void;
}

/** Keeps the calendars in the table of a laptop's cloud. */
export function calendarKeeper({ calendarTable, endpoint, region }: RecordPlace): CalendarKeeper {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const client = documentClient({ endpoint, region, credentials });
  return {
    async empty({ id }) {
      const pages = paginateQuery(
        { client },
        {
          TableName: calendarTable,
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: { ':pk': calendarPartition(id) },
          ConsistentRead: true,
        },
      );
      const items = (await Array.fromAsync(pages)).flatMap(({ Items }) => Items ?? []);
      for (let at = 0; at < items.length; at += BATCH_ITEMS) {
        const batch = items.slice(at, at + BATCH_ITEMS).map((item) => ({
          DeleteRequest: { Key: { pk: item[PARTITION_KEY], sk: item[SORT_KEY] } },
        }));
        await client.send(new BatchWriteCommand({ RequestItems: { [calendarTable]: batch } }));
      }
    },
    async fill(playbook, contents, nowMs) {
      const calendar = dynamoCalendar({
        client,
        table: calendarTable,
        now: () => nowMs,
        newAttempt: randomUUID,
      });
      const made: string[] = [];
      for (const appointment of appointmentsOf(contents, playbook.source)) {
        const { outcome } = await calendar.book(
          playbook.id,
          appointment,
          playbook.source.calendar.slotMinutes,
        );
        if (outcome === 'booked') made.push(appointment.id);
      }
      return made;
    },
    close: () => client.destroy(),
  };
}
