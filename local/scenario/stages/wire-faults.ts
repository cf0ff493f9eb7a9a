import { customerKey } from '../../../adapters/dynamodb/tables.ts';
import type { ToolMock } from '../../../agent/scenario/schema/world.ts';
import type { Fault, FaultKind } from '../../faults.ts';

/** By which DynamoDB requests a tool does its work: the operation, and what stands in the body. */
const REQUESTS_OF: Readonly<Record<string, (playbookId: string) => Pick<Fault, 'operation' | 'body'>>> = {
  find_free_slots: (book) => ({ operation: 'Query', body: `calendar#${book}` }),
  find_appointments: () => ({ operation: 'Query', body: 'byPhone' }),
  book_appointment: (book) => ({ operation: 'PutItem', body: `calendar#${book}` }),
  reschedule_appointment: (book) => ({ operation: 'PutItem', body: `calendar#${book}` }),
  cancel_appointment: (book) => ({ operation: 'PutItem', body: `calendar#${book}` }),
  find_lead: (book) => ({ operation: 'GetItem', body: customerKey('contact', book, '').pk }),
  create_lead: (book) => ({ operation: 'PutItem', body: customerKey('lead', book, '').pk }),
  update_lead: (book) => ({ operation: 'PutItem', body: customerKey('lead', book, '').pk }),
  open_ticket: (book) => ({ operation: 'PutItem', body: customerKey('ticket', book, '').pk }),
};

/** A mock as a fault on DynamoDB's wire; a text, which says why, when it cannot be one. */
export function wireFault(mock: ToolMock, calendarId: string): Fault | string {
  const requests = REQUESTS_OF[mock.tool];
  if (requests === undefined) return `${mock.tool} has no wire that can be made to fail`;
  if (mock.when !== undefined || mock.times !== undefined)
    return `a mock of ${mock.tool} with when or times cannot be made on the wire`;
  const kind = kindOf(mock);
  if (kind === undefined) return `a mock that ${mock.answer.kind} cannot be made on the wire`;
  return { service: 'dynamodb', ...requests(calendarId), ...kind };
}

function kindOf({ answer, latencyMs }: ToolMock): FaultKind | undefined {
  switch (answer.kind) {
    case 'http-error':
      return { kind: 'error' };
    case 'fails':
      return answer.failure === 'not-available' ? { kind: 'error' } : undefined;
    case 'times-out':
      return { kind: 'stall' };
    case 'answer-lost':
      return { kind: 'cut', afterBytes: 0 };
    case 'world':
      return latencyMs === undefined ? undefined : { kind: 'slow', ms: latencyMs };
    default:
      return undefined;
  }
}
