import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, paginateQuery, paginateScan } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { turnFromItem } from '../../adapters/dynamodb/call-store.ts';
import {
  APPOINTMENT_PREFIX,
  calendarPartition,
  callPartition,
  HEADER_SORT_KEY,
  TURN_PREFIX,
} from '../../adapters/dynamodb/tables.ts';
import { Appointment } from '../../agent/call/call-state.ts';
import { PlaybookRef } from '../../agent/call/playbook-ref.ts';
import type { TurnRecord } from '../../agent/call/turn-record.ts';

/** The header of a call as lists show it. */
export const CallRow = z.object({
  callId: z.string(),
  startedAt: z.string(),
  status: z.string(),
  line: z.string(),
  playbook: PlaybookRef,
  reached: z.array(z.string()),
  turns: z.number(),
  outcome: z.string(),
  endedAt: z.string().optional(),
  endReason: z.string().optional(),
});
export type CallRow = z.infer<typeof CallRow>;

/** Reads what calls left behind, for people at a laptop. */
export interface RecordReader {
  /** All calls, newest first. */
  calls(): Promise<CallRow[]>;
  /** The committed turns of a call, oldest first; empty when the call is unknown. */
  turns(callId: string): Promise<TurnRecord[]>;
  /** The appointments in a playbook's calendar, soonest first. */
  appointments(playbookId: string): Promise<Appointment[]>;
  close(): void;
}

export interface RecordPlace {
  callsTable: string;
  calendarTable: string;
  customersTable: string;
  endpoint: string;
  region: string;
}

/** Reads the record in the tables of a laptop's cloud. */
export function recordReader({ callsTable, calendarTable, endpoint, region }: RecordPlace): RecordReader {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const client = DynamoDBDocumentClient.from(new DynamoDBClient({ endpoint, region, credentials }));
  const itemsOf = async (TableName: string, partition: string, prefix: string): Promise<unknown[]> => {
    const pages = paginateQuery(
      { client },
      {
        TableName,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
        ExpressionAttributeValues: { ':pk': partition, ':prefix': prefix },
      },
    );
    return (await Array.fromAsync(pages)).flatMap(({ Items }) => Items ?? []);
  };
  return {
    calls: async () => {
      const pages = paginateScan(
        { client },
        {
          TableName: callsTable,
          FilterExpression: 'sk = :header',
          ExpressionAttributeValues: { ':header': HEADER_SORT_KEY },
        },
      );
      const items = (await Array.fromAsync(pages)).flatMap(({ Items }) => Items ?? []);
      const rows = items.map((item) => CallRow.parse(item));
      return rows.sort((a, b) => b.startedAt.localeCompare(a.startedAt));
    },
    turns: async (callId) =>
      (await itemsOf(callsTable, callPartition(callId), TURN_PREFIX)).map(turnFromItem),
    appointments: async (playbookId) => {
      const items = await itemsOf(calendarTable, calendarPartition(playbookId), APPOINTMENT_PREFIX);
      const appointments = items.map((item) => z.object(Appointment.shape).parse(item));
      return appointments.sort((a, b) => a.slot.start.localeCompare(b.slot.start));
    },
    close: () => client.destroy(),
  };
}
