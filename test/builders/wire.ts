import { ServerResponse } from 'node:http';
import type { WireResponse } from '../../local/wire/server.ts';

/** Writes to a response of either HTTP version: their types have no `write` in common. */
export function writeTo(response: WireResponse, bytes: Uint8Array): void {
  if (response instanceof ServerResponse) response.write(bytes);
  else response.write(bytes);
}

/** Sends the headers at once, before there is any body. */
export function beginStream(response: WireResponse, contentType: string): void {
  response.statusCode = 200;
  response.setHeader('content-type', contentType);
  if (response instanceof ServerResponse) response.flushHeaders();
  else response.writeHead(200);
}
