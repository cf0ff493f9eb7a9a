/** The words of a text in lower case, one space between them, without punctuation. */
export function normalisedWords(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}*#\s]/gu, '')
    .replace(/\s+/g, ' ')
    .trim();
}
