import type { Connector } from '../../playbook/schema/connector.ts';
import { failed, succeeded, type ToolOutcome } from '../outcome.ts';
import type { ToolEffect } from '../tool.ts';
import type { HttpOutcome } from './http.ts';
import { atPointer } from './pointer.ts';
import { problemsWith } from './schemas.ts';

const SERVER_ERRORS_FROM = 500;
const REDIRECTS_FROM = 300;
const ERRORS_FROM = 400;
/** HTTP: "ask later" (RFC 6585). */
const TOO_MANY_REQUESTS = 429;

/** Whether the same request might fare better a moment later. */
export function isWorthRepeating(answer: HttpOutcome): boolean {
  if (answer.outcome === 'timed-out' || answer.outcome === 'unreachable') return true;
  return (
    answer.outcome === 'answered' &&
    (answer.status >= SERVER_ERRORS_FROM || answer.status === TOO_MANY_REQUESTS)
  );
}

/**
 * Reads what came of a request: the answer as its schema says, with the variables that it sets, or a failure of
 * which the agent can speak. Nothing of an answer that is not as it should be reaches a model.
 */
export function readAnswer(tool: string, connector: Connector, answer: HttpOutcome): ToolOutcome {
  switch (answer.outcome) {
    case 'timed-out':
      return failed('timed-out', `${tool} took too long. Offer a message or a person.`);
    case 'unreachable':
      return failed(
        'not-available',
        `${tool} cannot be reached (${answer.code}). Offer a message or a person.`,
      );
    case 'too-large':
      return failed('malformed-answer', `${tool} answered with more than ${answer.limitBytes} bytes.`);
    case 'forbidden':
      return failed('not-available', answer.message);
    case 'answered':
      return readBody(tool, connector, answer.status, answer.body);
  }
}

function readBody(tool: string, connector: Connector, status: number, body: string): ToolOutcome {
  if (status >= ERRORS_FROM)
    return failed('http-error', `${tool} was answered with the HTTP status ${status}.`, { status });
  if (status >= REDIRECTS_FROM)
    return failed(
      'http-error',
      `${tool} was sent elsewhere (HTTP status ${status}), which is not followed.`,
      {
        status,
      },
    );
  const json = parse(body);
  if (json === undefined) return failed('malformed-answer', `${tool} was answered with no JSON.`);
  const problems = problemsWith(connector.output, json.value);
  if (problems.length > 0)
    return failed(
      'malformed-answer',
      `${tool} was answered otherwise than its schema says (${where(problems)}).`,
    );
  const answered: ToolEffect = { effect: 'connector-answered', tool };
  return succeeded({ answer: json.value }, answered, ...variablesOf(connector, json.value));
}

/** The places alone: what stands there may be anything. */
function where(problems: readonly string[]): string {
  return problems.map((problem) => problem.split(':')[0]).join(', ');
}

/** Undefined when the text is no JSON; an empty text, as of a 204, is null. */
function parse(body: string): { value: unknown } | undefined {
  if (body.trim() === '') return { value: null };
  try {
    return { value: JSON.parse(body) };
  } catch {
    return undefined;
  }
}

function variablesOf({ sets }: Connector, answer: unknown): ToolEffect[] {
  if (sets === undefined) return [];
  const variables = Object.fromEntries(
    Object.entries(sets).flatMap(([name, pointer]) => {
      const value = atPointer(answer, pointer);
      return value === undefined || value === null || typeof value === 'object'
        ? []
        : [[name, String(value)]];
    }),
  );
  return [{ effect: 'variables-set', variables }];
}
