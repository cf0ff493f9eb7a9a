import http from 'node:http';
import http2 from 'node:http2';
import type { AddressInfo } from 'node:net';
import net from 'node:net';

export type WireRequest = http.IncomingMessage | http2.Http2ServerRequest;
export type WireResponse = http.ServerResponse | http2.Http2ServerResponse;
export type WireHandler = (request: WireRequest, response: WireResponse) => void | Promise<void>;

export interface WireServer {
  /** Such as http://127.0.0.1:40123 */
  url: string;
  port: number;
  close(): Promise<void>;
}

/**
 * Serves one AWS service on a loopback port, to HTTP/1.1 and HTTP/2 clients alike. The SDK's streaming
 * clients (Transcribe, Polly, Bedrock) speak HTTP/2 with prior knowledge over plain TCP, the others
 * HTTP/1.1; the first three bytes tell (an HTTP/2 connection begins with `PRI`, RFC 9113 section 3.4).
 */
export async function serve(handler: WireHandler, port = 0): Promise<WireServer> {
  const run = (request: WireRequest, response: WireResponse): void => {
    Promise.resolve(handler(request, response)).catch((cause: unknown) => fail(response, cause));
  };
  const one = http.createServer({ keepAlive: true }, run);
  const two = http2.createServer(run);
  const sockets = new Set<net.Socket>();
  const tcp = net.createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    socket.once('readable', () => {
      const head: Buffer | null = socket.read();
      if (head === null) return;
      socket.unshift(head);
      (head.subarray(0, 3).toString('latin1') === 'PRI' ? two : one).emit('connection', socket);
    });
  });
  await new Promise<void>((resolve, reject) => {
    tcp.once('error', reject);
    tcp.listen(port, '127.0.0.1', resolve);
  });
  const address = tcp.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${address.port}`,
    port: address.port,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        tcp.close(() => resolve());
      }),
  };
}

function fail(response: WireResponse, cause: unknown): void {
  const message = cause instanceof Error ? cause.message : String(cause);
  if (response.headersSent) response.destroy();
  else {
    response.statusCode = 500;
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ __type: 'InternalServerError', message }));
  }
}

/** Reads a request's whole body. */
export async function readBody(request: WireRequest): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
