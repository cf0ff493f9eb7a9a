import type { WireResponse } from './server.ts';

/** Answers with JSON. */
export function sendJson(
  response: WireResponse,
  status: number,
  body: unknown,
  contentType = 'application/json',
): void {
  response.statusCode = status;
  response.setHeader('content-type', contentType);
  response.setHeader('x-amzn-requestid', crypto.randomUUID());
  response.end(JSON.stringify(body));
}

/** An error as AWS's REST services tell it: its name in a header, its message in the body. */
export function sendRestError(response: WireResponse, status: number, type: string, message: string): void {
  response.setHeader('x-amzn-errortype', type);
  sendJson(response, status, { message });
}

/** An error as AWS's JSON-RPC services (DynamoDB, EventBridge) tell it: its name and message in the body. */
export function sendJsonError(response: WireResponse, status: number, type: string, message: string): void {
  sendJson(response, status, { __type: type, message }, 'application/x-amz-json-1.1');
}

/** Writes a part of a body. (The two kinds of response differ in the types of their `write` alone.) */
export function writeBytes(response: WireResponse, bytes: Uint8Array): void {
  if ('stream' in response) response.write(bytes);
  else response.write(bytes);
}
