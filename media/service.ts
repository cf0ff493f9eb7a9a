import http, { type IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { startCall } from './call/session.ts';
import {
  type BeginCall,
  type ConnectionPorts,
  type HeldConnection,
  holdConnection,
} from './lines/connection.ts';
import { MAX_MESSAGE_BYTES } from './lines/protocol.ts';

const CALL_PATH = '/call';
const HEALTH_PATH = '/health';
/** Requests name a path only; any base serves to read it. */
const BASE = 'http://media';

export interface MediaServiceOptions {
  /** TCP port; 0 takes a free one. */
  port: number;
  /** Address to listen on; every address of the machine when absent. */
  host?: string;
  /** Web origins, apart from the service's own, whose pages may place calls. */
  allowedOrigins: readonly string[];
}

export interface MediaService {
  readonly port: number;
  /** Calls held at this moment. */
  readonly calls: number;
  /** Takes no new calls, and resolves when the last running one has ended. */
  drain(): Promise<void>;
  /** Ends the calls that go on, each with its reason in the record. */
  endCalls(): void;
}

/** Serves `GET /health` and calls over WebSocket at `/call`. */
export async function startMediaService(
  options: MediaServiceOptions,
  ports: ConnectionPorts,
): Promise<MediaService> {
  const held = new Set<HeldConnection>();
  let draining = false;
  let onEmpty: (() => void) | undefined;
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_MESSAGE_BYTES,
    perMessageDeflate: false,
  });
  const server = http.createServer((request, response) => {
    if (request.method !== 'GET' || request.url !== HEALTH_PATH) response.writeHead(404).end();
    else {
      const status = draining ? 'draining' : 'ok';
      response.writeHead(draining ? 503 : 200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ status, calls: held.size }));
    }
  });

  server.on('upgrade', (request, socket, head) => {
    const problem = draining ? '503 Service Unavailable' : refusal(request, options.allowedOrigins);
    if (problem !== undefined) {
      refuse(socket, problem);
      return;
    }
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      const begin: BeginCall = (start, caller) => startCall(start, ports, caller);
      const connection = holdConnection(webSocket, ports, begin, () => {
        held.delete(connection);
        if (held.size === 0) onEmpty?.();
      });
      held.add(connection);
    });
  });

  await listen(server, options);
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : options.port,
    get calls() {
      return held.size;
    },
    async drain() {
      draining = true;
      if (held.size > 0)
        await new Promise<void>((resolve) => {
          onEmpty = resolve;
        });
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
      });
    },
    endCalls() {
      for (const connection of held) connection.letGo();
    },
  };
}

function listen(server: http.Server, options: MediaServiceOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(options, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

/** Why a handshake is not accepted, as an HTTP status line, or undefined. */
function refusal(request: IncomingMessage, allowedOrigins: readonly string[]): string | undefined {
  // `//`, say, is no address: reading it would throw, and end every call that this process holds.
  if (request.url === undefined || !URL.canParse(request.url, BASE)) return '400 Bad Request';
  if (new URL(request.url, BASE).pathname !== CALL_PATH) return '404 Not Found';
  const { origin, host } = request.headers;
  // A page of any site could otherwise place calls from its visitor's browser.
  if (origin === undefined || allowedOrigins.includes(origin)) return undefined;
  return URL.canParse(origin) && new URL(origin).host === host ? undefined : '403 Forbidden';
}

function refuse(socket: Duplex, status: string): void {
  socket.on('error', () => socket.destroy());
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
