import { Readable } from 'node:stream';
import middy from '@middy/core';
import type { Context } from 'aws-lambda';
import { readEnvironment, TurnEnvironment } from '../../adapters/environment.ts';
import { makeLogger } from '../../adapters/log.ts';
import { withoutMessage } from '../../adapters/logged-error.ts';
import { takeTurn } from '../../agent/conversation/take-turn.ts';
import type { AnswerEvent } from '../../agent/turn/answer.ts';
import { readPlaybooks } from './playbooks.ts';
import { turnPorts } from './ports.ts';
import { turnIds, turnReport } from './report.ts';

const SERVICE = 'turn';

const logger = makeLogger(SERVICE);
const playbooks = readPlaybooks(new URL('./playbooks.json', import.meta.url));
const ports = turnPorts(readEnvironment(TurnEnvironment, process.env), playbooks, logger);
const report = turnReport(logger, SERVICE);

/** The answer as it is written: one JSON object a line, each handed to the line as soon as it is there. */
async function* answerLines(request: unknown, requestId: string): AsyncGenerator<string> {
  const ids = turnIds(request, requestId);
  let last: AnswerEvent | undefined;
  try {
    for await (const event of takeTurn(request, ports)) {
      last = event;
      yield `${JSON.stringify(event)}\n`;
    }
    report.taken(ids, last);
  } catch (cause) {
    report.failed(ids, cause);
    throw withoutMessage(cause);
  }
}

/**
 * Takes one turn. The event is a `TurnRequest`, the response a stream of `AnswerEvent`s. Lambda's own timeout
 * ends a turn that hangs; the same turn can then be sent again.
 */
export const handler = middy({ streamifyResponse: true, timeoutEarlyInMillis: 0 }).handler(
  async (event: unknown, context: Context) => Readable.from(answerLines(event, context.awsRequestId)),
);
