import http, { type IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';

/** Passes a WebSocket handshake on to another server and, once it agrees, every byte in both directions. */
export function forwardUpgrade(target: string, request: IncomingMessage, client: Duplex, head: Buffer): void {
  const url = new URL('/call', target);
  url.search = new URL(request.url ?? '/', target).search;
  const { origin: _pageOrigin, ...headers } = request.headers;
  const upstream = http.request(url, { headers: { ...headers, host: url.host } });
  upstream.on('upgrade', (response, server, serverHead) => {
    client.write(handshake(response));
    if (serverHead.length > 0) client.write(serverHead);
    if (head.length > 0) server.write(head);
    server.pipe(client);
    client.pipe(server);
    server.on('error', () => client.destroy());
    client.on('error', () => server.destroy());
    // Without these a page that vanishes would leave its call open on the other side.
    server.on('close', () => client.destroy());
    client.on('close', () => server.destroy());
  });
  upstream.on('response', () => client.end('HTTP/1.1 502 Bad Gateway\r\n\r\n'));
  upstream.on('error', () => client.end('HTTP/1.1 502 Bad Gateway\r\n\r\n'));
  upstream.end();
}

function handshake(response: IncomingMessage): string {
  const lines = [`HTTP/1.1 ${response.statusCode} ${response.statusMessage}`];
  for (let i = 0; i < response.rawHeaders.length; i += 2) {
    lines.push(`${response.rawHeaders[i]}: ${response.rawHeaders[i + 1]}`);
  }
  return `${lines.join('\r\n')}\r\n\r\n`;
}
