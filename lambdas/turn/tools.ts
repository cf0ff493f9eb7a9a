import { randomUUID } from 'node:crypto';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type * as z from 'zod';
import { inProcessBreaker } from '../../adapters/breaker.ts';
import { dynamoCalendar } from '../../adapters/dynamodb/calendar.ts';
import { dynamoCrm } from '../../adapters/dynamodb/crm.ts';
import type { TurnEnvironment } from '../../adapters/environment.ts';
import { type Guard, guard } from '../../adapters/guard.ts';
import { guardedCalendar } from '../../adapters/guarded-calendar.ts';
import { guardedCrm } from '../../adapters/guarded-crm.ts';
import { fetchHttp } from '../../adapters/http/fetch-http.ts';
import { guardedHttp } from '../../adapters/http/guarded-http.ts';
import { secretsClient, secretsManager } from '../../adapters/secrets/secrets-manager.ts';
import type { Tools } from '../../agent/tools/tool.ts';
import { toolbox } from '../../agent/tools/tools.ts';

/**
 * How long one operation on our own tables may take. The caller hears silence meanwhile; a booking is a handful
 * of DynamoDB requests of single-digit milliseconds each, so what takes this long will not come in time.
 */
const TABLE_TIMEOUT_MS = 4_000;

/** The tools on AWS, with what keeps a dependency that is down from costing every caller its timeout. */
export function turnTools(
  environment: z.output<typeof TurnEnvironment>,
  client: DynamoDBDocumentClient,
  now: () => number,
): Tools {
  const calendar = dynamoCalendar({ client, table: environment.CALENDAR_TABLE, now, newAttempt: randomUUID });
  return toolbox({
    calendar: guardedCalendar(calendar, tableGuard('The calendar')),
    crm: guardedCrm(
      dynamoCrm({ client, table: environment.CUSTOMERS_TABLE, now }),
      tableGuard('The customer system'),
    ),
    connectors: {
      http: guardedHttp(fetchHttp({ loopback: environment.LOOPBACK_CONNECTORS === 'allowed' })),
      secrets: secretsManager(secretsClient(), now),
    },
  });
}

function tableGuard(dependency: string): Guard {
  const breaker = inProcessBreaker({ dependency, counts: () => true });
  return guard({ dependency, breaker, timeoutMs: TABLE_TIMEOUT_MS });
}
