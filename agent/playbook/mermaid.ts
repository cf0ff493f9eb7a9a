/** An arrow of a Mermaid flowchart, with a label where there is one. */
export function arrow(label: string): string {
  return label === '' ? '-->' : `-->|${quoted(label)}|`;
}

/** A label in which no character can end it. */
export function quoted(text: string): string {
  return `"${text.replaceAll('"', '#quot;').replaceAll('\n', ' ')}"`;
}
