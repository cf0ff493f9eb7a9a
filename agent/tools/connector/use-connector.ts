import * as z from 'zod';
import type { Connector } from '../../playbook/schema/connector.ts';
import { failed, type ToolOutcome } from '../outcome.ts';
import type { ToolContext } from '../tool.ts';
import type { Http, HttpOutcome, HttpRequest, Secrets } from './http.ts';
import { isWorthRepeating, readAnswer } from './read-answer.ts';
import { connectorRequest, secretsOf, UnusableInput } from './request.ts';
import { problemsWith } from './schemas.ts';

/** What connectors need from outside. */
export interface ConnectorPorts {
  http: Http;
  secrets: Secrets;
}

const Input = z.record(z.string(), z.unknown());

/**
 * Uses a connector once: checks the input, makes the request, sends it, once more if it may be repeated and
 * that may help, and reads the answer. Throws what the secrets throw.
 */
export async function useConnector(
  ports: ConnectorPorts,
  tool: string,
  connector: Connector,
  input: unknown,
  context: ToolContext,
): Promise<ToolOutcome> {
  const given = Input.safeParse(input);
  const problems = given.success ? problemsWith(connector.input, given.data) : ['input: must be an object'];
  if (!given.success || problems.length > 0) return badInput(problems);
  const names = secretsOf(connector);
  const values = await Promise.all(names.map(async (name) => [name, await ports.secrets.get(name)]));
  const { idempotencyKey, nowMs } = context;
  const parts = { input: given.data, secrets: Object.fromEntries(values), idempotencyKey, nowMs };
  let request: HttpRequest;
  try {
    request = connectorRequest(connector, parts);
  } catch (cause) {
    if (cause instanceof UnusableInput) return badInput([cause.message]);
    throw cause;
  }
  return readAnswer(tool, connector, await send(ports.http, request, connector.idempotent));
}

async function send(http: Http, request: HttpRequest, idempotent: boolean): Promise<HttpOutcome> {
  const first = await http.send(request);
  return idempotent && isWorthRepeating(first) ? http.send(request) : first;
}

function badInput(problems: string[]): ToolOutcome {
  return failed('bad-input', `The input is wrong: ${problems.join('; ')}.`, { problems });
}
