/** The beginning of a tag, up to its end or, where it has none, to the end of the text. */
const TAG = /<[/!?a-z][^>]*>?/gi;

/** What the caller wrote without the tags of any markup: a line that is typed on may carry them. */
export function plainWords(text: string): string {
  return text.replaceAll(TAG, ' ');
}

/** Whether a value holds what could be read as markup where it is shown; no name and no address does. */
export function hasMarkup(value: string): boolean {
  return /[<>]/.test(value);
}
