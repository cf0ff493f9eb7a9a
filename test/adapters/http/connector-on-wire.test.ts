import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { fetchHttp } from '../../../adapters/http/fetch-http.ts';
import { aConnector } from '../../builders/a-connector.ts';
import { aPlaybook } from '../../builders/a-playbook.ts';
import { aToolUser, MONDAY_MORNING_MS } from '../../builders/a-tool-use.ts';
import { memoryCalendar } from '../../builders/memory-calendar.ts';

const SECRETS = new Map([
  ['api-key', 'k3y'],
  ['signing', 's1gn'],
]);
/** How far a sender's clock may be off, in seconds: what receivers of signed requests usually allow. */
const TOLERANCE_SECONDS = 300;

let close: (() => void) | undefined;
afterEach(() => close?.());

/**
 * A business's own service as its programmers would write it from the manual: it lets in nobody without the key and a
 * right signature over the bytes that came, and books once under one idempotency key. `losesFirst`: it books and
 * answers 503.
 */
async function businessService({ losesFirst = false } = {}) {
  const booked = new Map<string, string>();
  const refused: string[] = [];
  let requests = 0;
  const server = createServer(async (request, response) => {
    requests += 1;
    const body = await bodyOf(request);
    const why = whyNot(request, body);
    if (why !== undefined) refused.push(why);
    else booked.set(String(request.headers['idempotency-key']), body);
    response.statusCode = why !== undefined ? 401 : losesFirst && requests === 1 ? 503 : 200;
    response.end(JSON.stringify({ served: true }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  close = () => {
    server.closeAllConnections();
    server.close();
  };
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, booked, refused, requests: () => requests };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8');
}

function whyNot({ headers }: IncomingMessage, body: string): string | undefined {
  if (headers['x-api-key'] !== 'k3y') return 'no key';
  const [, seconds = '', given = ''] =
    /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(headers['x-signature'])) ?? [];
  if (given === '') return 'no signature';
  const right = createHmac('sha256', 's1gn').update(`${seconds}.${body}`).digest();
  if (!timingSafeEqual(right, Buffer.from(given, 'hex'))) return 'a wrong signature';
  const skew = Math.abs(Number(seconds) - MONDAY_MORNING_MS / 1_000);
  return skew > TOLERANCE_SECONDS ? 'an old signature' : undefined;
}

function connectorTo(url: string, secrets: ReadonlyMap<string, string> = SECRETS) {
  const connector = aConnector({
    method: 'POST',
    url: `${url}/areas`,
    headers: { 'x-api-key': { secret: 'api-key' } },
    sign: { secret: 'signing', header: 'x-signature' },
    idempotent: true,
  });
  const connectors = {
    http: fetchHttp({ loopback: true }),
    secrets: { get: async (name: string) => secrets.get(name) ?? '' },
  };
  const playbook = aPlaybook({ connectors: { check_area: connector } });
  return aToolUser(playbook, memoryCalendar(), undefined, { connectors });
}

describe('a connector that signs, on the wire', () => {
  it('is let in by a service that verifies the signature over the bytes that came', async () => {
    const service = await businessService();
    const { use } = connectorTo(service.url);
    expect(await use('check_area', { zip: '98101' })).toMatchObject({ ok: true });
    expect(service.refused).toEqual([]);
    expect([...service.booked.values()]).toEqual(['{"zip":"98101"}']);
  });

  it('is not let in with another secret, and that is a failure', async () => {
    const service = await businessService();
    const { use } = connectorTo(service.url, new Map([...SECRETS, ['signing', 'other']]));
    expect(await use('check_area', { zip: '98101' })).toMatchObject({ ok: false });
    expect(service.refused).toEqual(['a wrong signature']);
  });

  it('takes effect once when the first answer is lost and the request is sent again', async () => {
    const service = await businessService({ losesFirst: true });
    const { use } = connectorTo(service.url);
    expect(await use('check_area', { zip: '98101' })).toMatchObject({ ok: true });
    expect(service.requests()).toBe(2);
    expect(service.booked.size).toBe(1);
  });
});
