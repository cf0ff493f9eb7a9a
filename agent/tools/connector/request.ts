import { createHmac } from 'node:crypto';
import type { Connector } from '../../playbook/schema/connector.ts';
import type { HttpRequest } from './http.ts';

/** `{zip}` in the url of a connector. */
const PLACEHOLDER = /\{([^{}]*)\}/g;
const MS_PER_SECOND = 1_000;
/** Methods whose input goes into the query, since their body has no meaning (RFC 9110, sections 9.3.1, 9.3.5). */
const WITHOUT_BODY: ReadonlySet<Connector['method']> = new Set(['GET', 'DELETE']);

/** The input cannot be made a request of. The message says which part and why. */
export class UnusableInput extends Error {
  override readonly name = 'UnusableInput';
}

export interface RequestParts {
  /** Checked against the connector's schema. */
  input: Readonly<Record<string, unknown>>;
  /** Values of the secrets that `secretsOf` names. */
  secrets: Readonly<Record<string, string>>;
  idempotencyKey: string;
  nowMs: number;
}

/** The names of the secrets that a connector needs, each once. */
export function secretsOf({ headers, sign }: Pick<Connector, 'headers' | 'sign'>): string[] {
  const inHeaders = Object.values(headers ?? {}).flatMap((value) =>
    typeof value === 'string' ? [] : [value.secret],
  );
  return [...new Set([...inHeaders, ...(sign === undefined ? [] : [sign.secret])])];
}

/** The names in braces of a connector's url, in order, each once. */
export function urlPlaceholders(url: string): string[] {
  return [...new Set([...url.matchAll(PLACEHOLDER)].map((match) => match[1] ?? ''))];
}

/**
 * Makes the request. Inputs that the url names go there, encoded; the others go into the query of a GET or
 * DELETE, else into a JSON body. Every request has the header `idempotency-key`. Throws `UnusableInput`.
 */
export function connectorRequest(connector: Connector, parts: RequestParts): HttpRequest {
  const { method, timeoutMs, sign } = connector;
  const inUrl = urlPlaceholders(connector.url);
  const others = Object.entries(parts.input).filter(([name]) => !inUrl.includes(name));
  const bodiless = WITHOUT_BODY.has(method);
  const url = new URL(connector.url.replace(PLACEHOLDER, (_, name: string) => encoded(name, parts.input)));
  if (bodiless) for (const [name, value] of others) url.searchParams.append(name, plainValue(name, value));
  const body = bodiless ? undefined : JSON.stringify(Object.fromEntries(others));
  const signature =
    sign === undefined ? {} : { [sign.header]: signatureOf(body ?? '', secret(parts, sign.secret), parts) };
  return {
    method,
    url: url.href,
    headers: {
      accept: 'application/json',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headersOf(connector, parts),
      'idempotency-key': parts.idempotencyKey,
      ...signature,
    },
    ...(body === undefined ? {} : { body }),
    timeoutMs,
  };
}

/**
 * `t=1796137200,v1=<hex>`: seconds since the epoch, and the HMAC-SHA256 of `<t>.<body>` under the secret, the
 * body being empty where the request has none. Whoever receives it computes the same from the bytes that came
 * and refuses a time that is minutes old, so that nobody can send a request again that they overheard.
 */
export function signatureOf(body: string, key: string, { nowMs }: Pick<RequestParts, 'nowMs'>): string {
  const seconds = Math.floor(nowMs / MS_PER_SECOND);
  const digest = createHmac('sha256', key).update(`${seconds}.${body}`).digest('hex');
  return `t=${seconds},v1=${digest}`;
}

function headersOf({ headers }: Connector, parts: RequestParts): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers ?? {}).map(([name, value]) => [
      name.toLowerCase(),
      typeof value === 'string' ? value : secret(parts, value.secret),
    ]),
  );
}

function secret({ secrets }: RequestParts, name: string): string {
  const value = Object.hasOwn(secrets, name) ? secrets[name] : undefined;
  if (value === undefined) throw new Error(`The secret "${name}" was not read before the request was made.`);
  return value;
}

/** A value in a path. A dot segment would be taken away by every reader of the url, and its parent with it. */
function encoded(name: string, input: RequestParts['input']): string {
  const value = plainValue(name, Object.hasOwn(input, name) ? input[name] : undefined);
  if (value === '' || value === '.' || value === '..')
    throw new UnusableInput(`${name}: "${value}" cannot stand in an address`);
  return encodeURIComponent(value);
}

function plainValue(name: string, value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw new UnusableInput(`${name}: must be a text, a number, true or false to stand in an address`);
}
