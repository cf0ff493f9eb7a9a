/** A body in `aws-chunked` encoding that is cut short or malformed. */
export class MalformedChunkedBody extends Error {
  override readonly name = 'MalformedChunkedBody';
}

const LINE_END = Buffer.from('\r\n');

/**
 * The bytes inside an `aws-chunked` body: chunks of `<hex length>[;extensions]\r\n<bytes>\r\n`, the last of
 * length zero, then trailers (S3 API reference, "Signature calculations: chunked upload"). Neither signatures
 * nor the checksum in the trailer are checked.
 */
export function decodeAwsChunked(body: Buffer): Buffer {
  const chunks: Buffer[] = [];
  let at = 0;
  for (;;) {
    const lineEnd = body.indexOf(LINE_END, at);
    if (lineEnd === -1) throw new MalformedChunkedBody(`No chunk header at byte ${at} of ${body.length}`);
    const header = body.toString('latin1', at, lineEnd);
    const length = Number.parseInt(header, 16);
    const start = lineEnd + LINE_END.length;
    if (
      Number.isNaN(length) ||
      start + length + LINE_END.length > body.length + (length === 0 ? LINE_END.length : 0)
    )
      throw new MalformedChunkedBody(
        `The chunk at byte ${at} says ${header}; the body has ${body.length} bytes`,
      );
    if (length === 0) return Buffer.concat(chunks);
    chunks.push(body.subarray(start, start + length));
    at = start + length + LINE_END.length;
  }
}
