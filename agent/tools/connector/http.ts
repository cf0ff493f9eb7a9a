import type { Connector } from '../../playbook/schema/connector.ts';

/** One request of a connector, ready to be sent. */
export interface HttpRequest {
  method: Connector['method'];
  url: string;
  headers: Record<string, string>;
  /** Absent for methods that carry none. */
  body?: string;
  timeoutMs: number;
}

/** What came of sending a request once. */
export type HttpOutcome =
  | { outcome: 'answered'; status: number; body: string }
  | { outcome: 'timed-out' }
  /** No connection, or one that broke. `code` is the system's, such as ECONNREFUSED. */
  | { outcome: 'unreachable'; code: string }
  | { outcome: 'too-large'; limitBytes: number }
  /** The address may not be asked: see `message`. */
  | { outcome: 'forbidden'; message: string };

/** Sends requests. Never follows a redirect, never reads more than its limit, never throws. */
export interface Http {
  send(request: HttpRequest): Promise<HttpOutcome>;
}

/** Reads secrets by name. Throws when one cannot be read; the error holds no part of it. */
export interface Secrets {
  get(name: string): Promise<string>;
}
