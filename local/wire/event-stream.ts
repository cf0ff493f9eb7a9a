import { EventStreamCodec } from '@smithy/eventstream-codec';
import { fromUtf8, toUtf8 } from '@smithy/util-utf8';

/** AWS's binary event-stream framing (application/vnd.amazon.eventstream). */
const codec = new EventStreamCodec(toUtf8, fromUtf8);

/** One event with a JSON payload, framed. */
export function encodeEvent(eventType: string, payload: unknown): Uint8Array {
  return encode('event', ':event-type', eventType, 'application/json', Buffer.from(JSON.stringify(payload)));
}

/** One event whose payload is raw bytes (Polly's audio, a Lambda response chunk), framed. */
export function encodeBytesEvent(eventType: string, payload: Uint8Array): Uint8Array {
  return encode('event', ':event-type', eventType, 'application/octet-stream', payload);
}

/**
 * An error in the middle of a stream, framed. Services differ in how they spell the key of its message:
 * Bedrock `message`, Transcribe `Message` (their API models).
 */
export function encodeException(
  exceptionType: string,
  message: string,
  key: 'message' | 'Message' = 'message',
): Uint8Array {
  return encode(
    'exception',
    ':exception-type',
    exceptionType,
    'application/json',
    Buffer.from(JSON.stringify({ [key]: message })),
  );
}

function encode(
  messageType: string,
  typeHeader: string,
  type: string,
  contentType: string,
  body: Uint8Array,
): Uint8Array {
  return codec.encode({
    headers: {
      ':message-type': { type: 'string', value: messageType },
      [typeHeader]: { type: 'string', value: type },
      ':content-type': { type: 'string', value: contentType },
    },
    body,
  });
}

export interface StreamedEvent {
  type: string;
  body: Uint8Array;
}

/**
 * Splits a byte stream into the events it frames. A signed stream wraps each event in a message whose
 * payload is the event; both forms are understood. An empty message (the end mark of a signed stream) is
 * left out.
 */
export async function* decodeEvents(stream: AsyncIterable<Uint8Array>): AsyncGenerator<StreamedEvent> {
  let pending = Buffer.alloc(0);
  for await (const chunk of stream) {
    pending = pending.length === 0 ? Buffer.from(chunk) : Buffer.concat([pending, chunk]);
    while (pending.length >= 4) {
      const length = pending.readUInt32BE(0);
      if (pending.length < length) break;
      const event = open(pending.subarray(0, length));
      pending = pending.subarray(length);
      if (event !== undefined) yield event;
    }
  }
}

function open(frame: Uint8Array): StreamedEvent | undefined {
  const message = codec.decode(frame);
  const type = message.headers[':event-type']?.value;
  if (typeof type === 'string') return { type, body: message.body };
  return message.body.length === 0 ? undefined : open(message.body);
}
