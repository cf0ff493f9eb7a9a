/** A sentence and how much of it left the loudspeaker. */
export interface HeardPart {
  text: string;
  playedMs: number;
  totalMs: number;
}

/**
 * The words that the caller heard: whole sentences, and of the one that was cut short the words in proportion
 * to the time played. A word of which only a part was played was not heard.
 */
export function heardText(parts: readonly HeardPart[]): string {
  return parts
    .map((part) => heardWords(part))
    .filter((text) => text !== '')
    .join(' ');
}

function heardWords({ text, playedMs, totalMs }: HeardPart): string {
  if (playedMs <= 0) return '';
  if (playedMs >= totalMs) return text;
  const heardCharacters = (text.length * playedMs) / totalMs;
  let end = 0;
  for (const word of text.matchAll(/\S+/g)) {
    const wordEnd = word.index + word[0].length;
    if (wordEnd > heardCharacters) break;
    end = wordEnd;
  }
  return text.slice(0, end);
}
