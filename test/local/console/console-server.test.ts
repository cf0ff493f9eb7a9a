import { once } from 'node:events';
import http from 'node:http';
import net from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { startConsole } from '../../../local/console/console-server.ts';
import { isOwnOrigin } from '../../../local/console/own-origin.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function aConsole(
  mediaUrl = 'http://127.0.0.1:9',
  more: Partial<Parameters<typeof startConsole>[0]> = {},
) {
  const server = await startConsole({
    port: 0,
    files: new Map([['/index.html', { body: Buffer.from('<p>hello</p>'), contentType: 'text/html' }]]),
    api: { '/api/calls': async () => [{ callId: 'c1' }] },
    mediaUrl,
    onEvent: () => () => {},
    ...more,
  });
  closing.push(server.close);
  return server;
}

/** Echoes what it is sent, with the address it was called at before it where `tellsAddress`. */
async function anEchoingMediaService(tellsAddress = false): Promise<string> {
  const media = new WebSocketServer({ host: '127.0.0.1', port: 0, path: '/call' });
  media.on('connection', (socket, { url }) =>
    socket.on('message', (data) => socket.send(tellsAddress ? `${url} ${data}` : String(data))),
  );
  await once(media, 'listening');
  closing.push(async () => void media.close());
  const address = media.address();
  if (address === null || typeof address === 'string') throw new Error('The media service has no port.');
  return `http://127.0.0.1:${address.port}`;
}

/** `fetch` does not let a caller choose Host or Origin. */
function get(url: string, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    http.get(url, { headers }, (response) => resolve(response.resume().statusCode ?? 0)).on('error', reject);
  });
}

describe('the console server', () => {
  it('serves the page and its data', async () => {
    const { url } = await aConsole();

    expect(await (await fetch(url)).text()).toBe('<p>hello</p>');
    expect(await (await fetch(`${url}/api/calls`)).json()).toEqual([{ callId: 'c1' }]);
  });

  it('listens on the loopback address only', async () => {
    const { url } = await aConsole();

    expect(new URL(url).hostname).toBe('127.0.0.1');
  });

  it('refuses a request made by a page of another origin', async () => {
    const { url } = await aConsole();

    expect(await get(`${url}/api/calls`, { origin: 'https://elsewhere.example' })).toBe(403);
  });

  it('refuses a request that came under a foreign host name', async () => {
    const { url } = await aConsole();

    expect(await get(`${url}/api/calls`, { host: 'elsewhere.example' })).toBe(403);
  });

  it('passes a call on a telephone line on to the telephone, with the line that was chosen', async () => {
    const telephone = { url: await anEchoingMediaService(true), lines: ['connect' as const] };
    const { url } = await aConsole(undefined, { telephone });
    const socket = new WebSocket(`${url.replace('http', 'ws')}/call?line=connect`, { origin: url });

    const echoed = new Promise((resolve) => socket.on('message', (data) => resolve(String(data))));
    socket.on('open', () => socket.send('hello'));

    expect(await echoed).toBe('/call?line=connect hello');
    expect(await (await fetch(`${url}/api/lines`)).json()).toEqual(['media', 'connect']);
    socket.close();
  });

  it('passes a call on a line that the stack does not have on to the media service', async () => {
    const { url } = await aConsole(await anEchoingMediaService());
    const socket = new WebSocket(`${url.replace('http', 'ws')}/call?line=chime-pstn`, { origin: url });

    const echoed = new Promise((resolve) => socket.on('message', (data) => resolve(String(data))));
    socket.on('open', () => socket.send('hello'));

    expect(await echoed).toBe('hello');
    socket.close();
  });

  it('passes a call of its own page on to the media service, both ways', async () => {
    const { url } = await aConsole(await anEchoingMediaService());
    const socket = new WebSocket(`${url.replace('http', 'ws')}/call`, { origin: url });

    const echoed = new Promise((resolve) => socket.on('message', (data) => resolve(String(data))));
    socket.on('open', () => socket.send('hello'));

    expect(await echoed).toBe('hello');
    socket.close();
  });

  it('refuses a call placed by a page of another origin', async () => {
    const { url } = await aConsole(await anEchoingMediaService());
    const socket = new WebSocket(`${url.replace('http', 'ws')}/call`, {
      origin: 'https://elsewhere.example',
    });

    const outcome = await new Promise((resolve) => {
      socket.on('open', () => resolve('opened'));
      socket.on('error', (cause) => resolve(cause.message));
    });

    expect(outcome).toContain('403');
  });

  it('refuses a handshake for an address that cannot be read, and goes on serving', async () => {
    const { url } = await aConsole();
    const { hostname, port } = new URL(url);
    const socket = net.connect(Number(port), hostname);
    socket.write(
      `GET // HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n`,
    );

    const [answer] = await once(socket, 'data');
    socket.destroy();

    expect(String(answer)).toContain('403');
    expect((await fetch(url)).status).toBe(200);
  });

  it('answers 404 for a path outside the built page', async () => {
    const { url } = await aConsole();

    expect(await get(`${url}/../package.json`, {})).toBe(404);
  });

  it('says which flag to use when the port is taken', async () => {
    const { url } = await aConsole();

    const second = startConsole({
      port: Number(new URL(url).port),
      files: new Map(),
      api: {},
      mediaUrl: 'http://127.0.0.1:9',
      onEvent: () => () => {},
    });

    await expect(second).rejects.toThrow('--port');
  });
});

describe('own origin', () => {
  it.each([
    [{ host: '127.0.0.1:3000' }, true],
    [{ host: '127.0.0.1:3000', origin: 'http://127.0.0.1:3000' }, true],
    [{ host: 'localhost:3000', origin: 'http://localhost:3000' }, true],
    [{ host: '127.0.0.1:3000', origin: 'http://127.0.0.1:4000' }, false],
    [{ host: '127.0.0.1:3000', origin: 'null' }, false],
    [{ host: 'localhost.elsewhere.example' }, false],
    [{}, false],
  ])('of %j is %s', (headers, own) => {
    expect(isOwnOrigin(headers)).toBe(own);
  });
});
