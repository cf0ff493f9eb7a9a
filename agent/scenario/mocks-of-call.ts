import type { ToolRecord, TurnRecord } from '../call/turn-record.ts';
import { isGroup } from '../playbook/check/schema-shape.ts';
import type { Connector } from '../playbook/schema/connector.ts';
import type { PlaybookSource } from '../playbook/schema.ts';
import type { MockAnswer, ToolMock } from './schema/world.ts';

/** The lowest HTTP status that a mock can fail with. */
const ERRORS_FROM = 400;
const SERVER_ERRORS_FROM = 500;
/** HTTP: "ask later" (RFC 6585), which is asked once more like an error of the server. */
const TOO_MANY_REQUESTS = 429;

type RecordedCall = Pick<ToolRecord, 'name' | 'input' | 'result'>;

/**
 * Mocks that make the tools of a recorded call answer again as they did: the services behind connectors each time,
 * the business's own systems where they failed in a way that the world's contents do not explain.
 */
export function mocksOfCall(
  records: readonly Pick<TurnRecord, 'tools'>[],
  { connectors = {} }: Pick<PlaybookSource, 'connectors'>,
): ToolMock[] {
  return records
    .flatMap(({ tools }) => tools)
    .flatMap((call) => {
      const connector = connectors[call.name];
      return connector === undefined ? failureAgain(call) : answerAgain(call, connector);
    });
}

function answerAgain({ name, input, result }: RecordedCall, { idempotent }: Connector): ToolMock[] {
  const answer = result.ok ? answered(result.content.answer) : failedAnswer(result);
  if (answer === undefined) return [];
  const times = idempotent && isRepeated(answer) ? 2 : 1;
  return [{ tool: name, when: entriesOf(input), times, answer }];
}

/** Mocks answer with an object; what was none, such as the empty body of a 204, has nothing that a call reads. */
function answered(answer: unknown): MockAnswer {
  return { kind: 'answers', content: isGroup(answer) ? answer : {} };
}

/** Undefined where no request was made: the input was wrong, or the step had not been reached. */
function failedAnswer({
  failure,
  content,
}: Extract<ToolRecord['result'], { ok: false }>): MockAnswer | undefined {
  switch (failure) {
    case 'timed-out':
      return { kind: 'times-out' };
    case 'malformed-answer':
      return { kind: 'malformed' };
    case 'http-error': {
      const { status } = content;
      return typeof status === 'number' && status >= ERRORS_FROM
        ? { kind: 'http-error', status }
        : { kind: 'fails', failure };
    }
    case 'not-available':
      return { kind: 'fails', failure };
    default:
      return undefined;
  }
}

/** Whether a request that fares so is sent once more, if it may be. */
function isRepeated(answer: MockAnswer): boolean {
  if (answer.kind === 'http-error')
    return answer.status >= SERVER_ERRORS_FROM || answer.status === TOO_MANY_REQUESTS;
  return answer.kind === 'times-out' || answer.kind === 'fails';
}

function failureAgain({ name, input, result }: RecordedCall): ToolMock[] {
  if (result.ok || 'problem' in result.content) return [];
  const { failure } = result;
  if (failure !== 'timed-out' && failure !== 'not-available') return [];
  return [
    { tool: name, when: entriesOf(input), times: 1, answer: { kind: 'fails', failure } },
    { tool: name, answer: { kind: 'world' } },
  ];
}

function entriesOf(input: unknown): Record<string, unknown> {
  return isGroup(input) ? input : {};
}
