/** Cuts a text to at most `limit` characters; the last one is then "…". */
export function clip(text: string, limit: number): string {
  // A cut between the two halves of a character would leave half of it behind.
  return text.length <= limit ? text : `${text.slice(0, limit - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}
