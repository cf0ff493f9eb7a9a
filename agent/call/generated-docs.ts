import * as z from 'zod';
import { AnswerEvent } from '../turn/answer.ts';
import { TurnRequest } from '../turn/turn-request.ts';
import { statusTable } from './call-status.ts';
import { CATALOGUE_VERSION, CallEvent } from './events/catalogue.ts';

/**
 * The documents that are made from the code: a JSON Schema for each event type, for the turn's request and
 * for an event of its answer, and the table of the call's status. Path under `docs/` → content.
 */
export function generatedDocs(): Map<string, string> {
  const docs = new Map<string, string>();
  for (const event of CallEvent.options) {
    const type = event.shape.type.value;
    const title = `${type}, version ${CATALOGUE_VERSION} of the event catalogue`;
    docs.set(`events/v${CATALOGUE_VERSION}/${type}.schema.json`, jsonSchema(event, title));
  }
  docs.set('turn/request.schema.json', jsonSchema(TurnRequest, 'What happened on the line'));
  docs.set('turn/answer.schema.json', jsonSchema(AnswerEvent, 'One event of the answer to a turn'));
  docs.set('call-status.md', STATUS_PAGE);
  return docs;
}

function jsonSchema(schema: z.ZodType, title: string): string {
  // `io: input` documents what is accepted on the wire, before any default or coercion.
  const { $schema, ...rest } = z.toJSONSchema(schema, { io: 'input' });
  return `${JSON.stringify({ $schema, title, ...rest }, null, 2)}\n`;
}

const STATUS_PAGE = `# The status of a call

Made from \`agent/call/call-status.ts\`; change it there and run \`node local/commands/write-docs.ts\`.
A move that is not in the table is an error, so a call's published events can be replayed and checked
(\`agent/call/replay.ts\`).

${statusTable()}`;
