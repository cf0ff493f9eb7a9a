import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { fetchHttp, MAX_ANSWER_BYTES } from '../../../adapters/http/fetch-http.ts';
import { guardedHttp } from '../../../adapters/http/guarded-http.ts';
import type { HttpRequest } from '../../../agent/tools/connector/http.ts';

const undo: (() => void)[] = [];
afterEach(() => {
  for (const each of undo.splice(0)) each();
});

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  undo.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return `http://127.0.0.1:${port}`;
}

function request(url: string, changes: Partial<HttpRequest> = {}): HttpRequest {
  return { method: 'GET', url, headers: {}, timeoutMs: 2_000, ...changes };
}

const http = fetchHttp({ loopback: true });

test('a request goes out as it was made, and its answer comes back', async () => {
  const url = await serve((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () =>
      response.end(
        JSON.stringify({
          method: incoming.method,
          path: incoming.url,
          key: incoming.headers['x-key'],
          body: Buffer.concat(chunks).toString(),
        }),
      ),
    );
  });
  const sent = request(`${url}/a?b=1`, { method: 'POST', headers: { 'x-key': 'k' }, body: '{"n":1}' });
  const answer = await http.send(sent);
  expect(answer).toMatchObject({ outcome: 'answered', status: 200 });
  expect(answer).toHaveProperty('body', '{"method":"POST","path":"/a?b=1","key":"k","body":"{\\"n\\":1}"}');
});

test('a redirect is not followed: the secret of the request stays with the host of the playbook', async () => {
  let reached = 0;
  const elsewhere = await serve((_, response) => {
    reached += 1;
    response.end('{}');
  });
  const url = await serve((_, response) => response.writeHead(307, { location: elsewhere }).end());
  expect(await http.send(request(url))).toMatchObject({ outcome: 'answered', status: 307 });
  expect(reached).toBe(0);
});

test('an answer that never comes is given up, and so is one that never ends', async () => {
  const silent = await serve(() => undefined);
  expect(await http.send(request(silent, { timeoutMs: 20 }))).toEqual({ outcome: 'timed-out' });
  const endless = await serve((_, response) => void response.write('{'));
  expect(await http.send(request(endless, { timeoutMs: 50 }))).toEqual({ outcome: 'timed-out' });
});

test('an answer that is too large is not read to its end', async () => {
  const url = await serve((_, response) => response.end('x'.repeat(MAX_ANSWER_BYTES + 1)));
  expect(await http.send(request(url))).toEqual({ outcome: 'too-large', limitBytes: MAX_ANSWER_BYTES });
});

test('a host where nobody listens is told as such', async () => {
  const url = await serve(() => undefined);
  for (const each of undo.splice(0)) each();
  expect(await http.send(request(url))).toEqual({ outcome: 'unreachable', code: 'ECONNREFUSED' });
});

test('on AWS the machine itself is never asked, nor anyone without TLS', async () => {
  const onAws = fetchHttp({ loopback: false });
  for (const url of ['http://127.0.0.1:9001/2018-06-01', 'http://localhost/', 'http://[::1]:1/'])
    expect(await onAws.send(request(url))).toMatchObject({ outcome: 'forbidden' });
  expect(await onAws.send(request('http://api.example.com/'))).toMatchObject({ outcome: 'forbidden' });
  expect(await http.send(request('http://169.254.169.254/latest'))).toMatchObject({ outcome: 'forbidden' });
});

test('a host that keeps failing is left alone, other hosts are not', async () => {
  let asked = 0;
  const down = await serve((_, response) => {
    asked += 1;
    response.writeHead(503).end();
  });
  const up = await serve((_, response) => response.end('{}'));
  const guarded = guardedHttp(http);
  for (let n = 0; n < 3; n += 1)
    expect(await guarded.send(request(down))).toMatchObject({ outcome: 'answered', status: 503 });
  expect(await guarded.send(request(down))).toEqual({ outcome: 'unreachable', code: 'BreakerOpen' });
  expect(asked).toBe(3);
  expect(await guarded.send(request(up))).toMatchObject({ outcome: 'answered', status: 200 });
});
