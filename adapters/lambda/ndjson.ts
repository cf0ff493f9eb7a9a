/**
 * Puts a stream of bytes back into lines, whichever way it was cut: a chunk may end in the middle of a line
 * or of a character. Empty lines are left out; the last line needs no line feed.
 */
export async function* linesOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let pending = '';
  for await (const chunk of chunks) {
    const lines = (pending + decoder.decode(chunk, { stream: true })).split('\n');
    pending = lines.pop() ?? '';
    yield* lines.filter((line) => line.trim() !== '');
  }
  pending += decoder.decode();
  if (pending.trim() !== '') yield pending;
}
