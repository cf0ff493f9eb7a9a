import type { IncomingHttpHeaders } from 'node:http';

const LOOPBACK_HOST = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/;

/**
 * Whether a request comes from the console's own page (or from no page at all, such as curl). The host is
 * checked too: a foreign name that resolves to 127.0.0.1 would otherwise pass as the same origin.
 */
export function isOwnOrigin(headers: IncomingHttpHeaders): boolean {
  const { host, origin } = headers;
  if (host === undefined || !LOOPBACK_HOST.test(host)) return false;
  return origin === undefined || origin === `http://${host}`;
}

/** The address a request asks for; undefined when it is none that can be read (`//`, say). */
export function requestUrl(url: string | undefined): URL | undefined {
  return url === undefined || !URL.canParse(url, BASE) ? undefined : new URL(url, BASE);
}

/** Requests name a path only; any base serves to read it. */
const BASE = 'http://console';
