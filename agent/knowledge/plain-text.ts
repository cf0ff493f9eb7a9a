/**
 * Takes the markup out of one line or paragraph of Markdown, so that what is left can be spoken: links keep
 * their words, images their description, the cells of a table are separated by commas.
 */
export function plainText(markdown: string): string {
  return markdown
    .replaceAll(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replaceAll(/<\/?[a-z][^<>]*>/gi, ' ')
    .replaceAll(/^[ \t]*(?:[-*+]|\d{1,3}[.)])[ \t]+/gm, '')
    .replaceAll(/^[ \t]*>[ \t]?/gm, '')
    .replaceAll(/^[ \t]*\|?[-:| \t]{3,}$/gm, '')
    .replaceAll(/^[ \t]*\||\|[ \t]*$/gm, '')
    .replaceAll(/[ \t]*\|[ \t]*/g, ', ')
    .replaceAll(/[*_~`\\]+(?=\S)|(?<=\S)[*_~`\\]+/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
}
