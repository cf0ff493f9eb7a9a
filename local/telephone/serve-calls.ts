import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import { type BeginCall, holdConnection, type LinePorts } from '../../media/lines/connection.ts';
import { MAX_MESSAGE_BYTES } from '../../media/lines/protocol.ts';

export interface CallServer {
  /** Such as ws://127.0.0.1:40123/call */
  url: string;
  close(): Promise<void>;
}

/**
 * Takes calls over WebSocket, in the media service's own protocol, on a loopback port.
 *
 * @param answererOf gives what answers a call to this address, or undefined when nobody does.
 */
export async function serveCalls(
  ports: LinePorts,
  answererOf: (requestUrl: string) => BeginCall | undefined,
): Promise<CallServer> {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_MESSAGE_BYTES,
    perMessageDeflate: false,
  });
  const server = http.createServer((_request, response) => response.writeHead(404).end());
  server.on('upgrade', (request, socket, head) => {
    const begin = answererOf(request.url ?? '/');
    // A page of any site could otherwise place calls from its visitor's browser: only programs may, and the
    // console passes its own page's calls on without their origin.
    if (begin === undefined || request.headers.origin !== undefined) {
      socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (webSocket) =>
      holdConnection(webSocket, ports, begin, () => {}),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `ws://127.0.0.1:${port}/call`,
    close: () =>
      new Promise((resolve) => {
        for (const client of sockets.clients) client.terminate();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
