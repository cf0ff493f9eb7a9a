import { type DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { CallState } from '../../agent/call/call-state.ts';
import { variablesOut } from '../../agent/call/fold-variables.ts';
import { outcomeOf } from '../../agent/call/post-call.ts';
import { ifConditionHolds } from './conditional.ts';
import { callPartition, HEADER_SORT_KEY } from './tables.ts';

/**
 * What analysts query of a call, one item per call. `dayPlaybook`, `from` and `outcome` with `startedAt` are
 * the keys of the table's indexes.
 */
export interface CallHeader {
  callId: string;
  /** Day of the start in UTC, and the playbook: `2026-12-01#dental-appointments`. */
  dayPlaybook: string;
  startedAt: string;
  /** The caller's number; absent when withheld. */
  from?: string;
  outcome: string;
  status: CallState['status'];
  line: CallState['line'];
  locale: string;
  playbook: CallState['playbook'];
  endedAt?: string;
  endReason?: string;
  reached: string[];
  /** The newest turn that the header knows of. */
  turns: number;
  counters: CallState['counters'];
  /** The playbook's variables with `out: true`, as far as they are known; absent when none is. */
  variables?: Record<string, string>;
  /** The playbook's post-call fields that are copies and facts; absent before the end. */
  postCall?: Record<string, string>;
}

/** The header of a call whose state after its newest turn is `state`. */
export function headerOf(state: CallState): CallHeader {
  const { callId, startedAt, status, line, locale, playbook, reached, counters } = state;
  const variables = variablesOut(state);
  return {
    callId,
    dayPlaybook: `${startedAt.slice(0, 'YYYY-MM-DD'.length)}#${playbook.id}`,
    startedAt,
    ...(state.from === undefined ? {} : { from: state.from }),
    outcome: outcomeOf(state),
    status,
    line,
    locale,
    playbook,
    ...(state.endedAt === undefined ? {} : { endedAt: state.endedAt }),
    ...(state.endReason === undefined ? {} : { endReason: state.endReason }),
    reached,
    turns: state.turn,
    counters,
    ...(variables === undefined ? {} : { variables }),
    ...(state.postCall === undefined ? {} : { postCall: state.postCall }),
  };
}

/**
 * Stores a call's header unless one of the same or a newer turn is there: the stream may deliver turns twice
 * and, with several readers at once, out of order. Says whether it was stored.
 */
export async function storeHeader(
  client: DynamoDBDocumentClient,
  table: string,
  header: CallHeader,
): Promise<boolean> {
  const stored = await ifConditionHolds(
    client.send(
      new PutCommand({
        TableName: table,
        Item: { pk: callPartition(header.callId), sk: HEADER_SORT_KEY, kind: 'call', ...header },
        ConditionExpression: 'attribute_not_exists(pk) OR turns < :turns',
        ExpressionAttributeValues: { ':turns': header.turns },
      }),
    ),
  );
  return stored !== undefined;
}
