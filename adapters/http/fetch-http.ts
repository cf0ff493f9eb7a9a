import type { Http, HttpOutcome, HttpRequest } from '../../agent/tools/connector/http.ts';

/**
 * The longest answer that is read, in bytes: about 4,000 tokens. A model reads all of it while a caller waits; what
 * is larger is not an answer to one question.
 */
export const MAX_ANSWER_BYTES = 16 * 1024;

const LOOPBACK: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

export interface FetchHttpOptions {
  /** Whether this machine itself may be asked, without TLS. On a laptop only: on AWS it is the runtime's own API. */
  loopback: boolean;
}

/**
 * Requests over HTTPS by Node's own client. A redirect is an answer like any other and is not followed: whoever
 * answers must not choose where the request, with its secrets, goes next.
 */
export function fetchHttp({ loopback }: FetchHttpOptions): Http {
  return {
    async send(request) {
      const forbidden = whyForbidden(new URL(request.url), loopback);
      if (forbidden !== undefined) return { outcome: 'forbidden', message: forbidden };
      // One limit for the whole: headers that come at once and a body that never does are as late.
      const signal = AbortSignal.timeout(request.timeoutMs);
      try {
        return await ask(request, signal);
      } catch (cause) {
        return signal.aborted ? { outcome: 'timed-out' } : { outcome: 'unreachable', code: codeOf(cause) };
      }
    },
  };
}

function whyForbidden({ protocol, hostname, username, host }: URL, loopback: boolean): string | undefined {
  if (username !== '') return `${host} may not be asked with a name in its address; use a header.`;
  if (LOOPBACK.has(hostname))
    return loopback ? undefined : `${host} is this machine itself, which only a laptop may ask.`;
  return protocol === 'https:' ? undefined : `${host} may only be asked by https.`;
}

async function ask({ method, url, headers, body }: HttpRequest, signal: AbortSignal): Promise<HttpOutcome> {
  const response = await fetch(url, {
    method,
    headers,
    redirect: 'manual',
    signal,
    ...(body === undefined ? {} : { body }),
  });
  const text = await readUpTo(MAX_ANSWER_BYTES, response.body);
  return text === undefined
    ? { outcome: 'too-large', limitBytes: MAX_ANSWER_BYTES }
    : { outcome: 'answered', status: response.status, body: text };
}

/** The body as text; undefined, and no more of it read, when it is longer. */
async function readUpTo(
  limitBytes: number,
  body: ReadableStream<Uint8Array> | null,
): Promise<string | undefined> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body ?? []) {
    bytes += chunk.length;
    if (bytes > limitBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** What undici puts into `cause`: the system's code, such as ECONNREFUSED. */
function codeOf(cause: unknown): string {
  const inner = cause instanceof Error && cause.cause instanceof Error ? cause.cause : cause;
  if (inner instanceof Error && 'code' in inner && typeof inner.code === 'string') return inner.code;
  return inner instanceof Error ? inner.name : 'unknown';
}
