import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { CallEvent } from '../../agent/call/events/catalogue.ts';
import { CommandFailed } from '../command-failed.ts';
import type { TelephoneLine } from '../telephone/place.ts';
import { forwardUpgrade } from './forward-upgrade.ts';
import { isOwnOrigin, requestUrl } from './own-origin.ts';
import { type StaticFiles, serveStatic } from './static-files.ts';

/** What the page asks for, by path. Each answer is sent as JSON. */
export type ConsoleApi = Record<string, (query: URLSearchParams) => Promise<unknown>>;

export interface ConsoleServerOptions {
  port: number;
  /** The built page. */
  files: StaticFiles;
  api: ConsoleApi;
  /** HTTP address of the media service; calls from the page are passed on to it. */
  mediaUrl: string;
  /** HTTP address of the telephone, and the lines that it has; none when absent. */
  telephone?: { url: string; lines: readonly TelephoneLine[] };
  onEvent(listener: (event: CallEvent) => void): () => void;
}

export interface ConsoleServer {
  /** Such as http://127.0.0.1:3000 */
  url: string;
  close(): Promise<void>;
}

/**
 * Serves the console page, its data, the live events (server-sent) and its calls (WebSocket) from one
 * loopback port. A request that a page of another origin makes, or that reaches this port under another
 * host name, is refused: the console can place calls and read the record.
 *
 * @throws CommandFailed when the port is taken.
 */
export async function startConsole(options: ConsoleServerOptions): Promise<ConsoleServer> {
  const server = http.createServer((request, response) => {
    answer(request, response, options).catch((cause: unknown) => {
      respond(response, 500, { message: cause instanceof Error ? cause.message : String(cause) });
    });
  });
  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy());
    const url = requestUrl(request.url);
    if (!isOwnOrigin(request.headers) || url?.pathname !== '/call')
      socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
    else forwardUpgrade(answererOf(url.searchParams.get('line'), options), request, socket, head);
  });
  await listen(server, options.port);
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Calls go to the media service unless a telephone line is asked for that the stack has. */
function answererOf(
  line: string | null,
  { mediaUrl, telephone }: Pick<ConsoleServerOptions, 'mediaUrl' | 'telephone'>,
): string {
  return telephone?.lines.some((each) => each === line) === true ? telephone.url : mediaUrl;
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  options: ConsoleServerOptions,
): Promise<void> {
  if (!isOwnOrigin(request.headers)) {
    return respond(response, 403, { message: 'The console answers its own page only.' });
  }
  const url = requestUrl(request.url);
  if (url === undefined) return respond(response, 400, { message: 'That is no address.' });
  if (url.pathname === '/api/events') return streamEvents(response, options.onEvent);
  if (url.pathname === '/api/lines')
    return respond(response, 200, ['media', ...(options.telephone?.lines ?? [])]);
  const endpoint = options.api[url.pathname];
  if (endpoint !== undefined) return respond(response, 200, await endpoint(url.searchParams));
  return serveStatic(options.files, url.pathname, response);
}

function streamEvents(response: ServerResponse, onEvent: ConsoleServerOptions['onEvent']): void {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  response.flushHeaders();
  response.on(
    'close',
    onEvent((event) => response.write(`data: ${JSON.stringify(event)}\n\n`)),
  );
}

function respond(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify(body));
}

function listen(server: http.Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      if (cause.code !== 'EADDRINUSE') return reject(cause);
      reject(
        new CommandFailed(`Port ${port} is taken. Is Parley already running? Choose another with --port.`),
      );
    });
    server.listen(port, '127.0.0.1', resolve);
  });
}
