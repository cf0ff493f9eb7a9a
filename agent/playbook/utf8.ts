/** The text of a file's bytes, or the line in which it stops being UTF-8 and what it seems to be instead. */
export type Decoded = { ok: true; text: string } | { ok: false; line: number; message: string };

/** Decodes a file that a person wrote. A byte order mark is left out. */
export function decodeUtf8(bytes: Uint8Array): Decoded {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return refused(1, ' but UTF-16');
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return refused(1, ' but UTF-16');
  const text = new TextDecoder('utf-8').decode(bytes);
  // A replacement character that the file itself holds shows that its text was damaged before.
  const damaged = text.indexOf('\ufffd');
  if (damaged < 0 && !text.includes('\0')) return { ok: true, text };
  const at = damaged < 0 ? text.indexOf('\0') : damaged;
  const looksLike = damaged < 0 ? ' but a binary file' : ' but perhaps Windows-1252 or ISO-8859-1';
  return refused(text.slice(0, at).split('\n').length, looksLike);
}

function refused(line: number, looksLike: string): Decoded {
  return { ok: false, line, message: `this is not UTF-8${looksLike}; save the file as UTF-8` };
}
