/** A paragraph of a Markdown text, with its markup, under the headings above it. */
export interface Paragraph {
  /** The line of the file in which it begins, from 1. */
  line: number;
  /** From the outermost heading to the nearest. */
  headings: string[];
  markdown: string;
}

const HEADING = /^(#{1,6})[ \t]+([^#].*?)[ \t#]*$/;
const FENCE = /^[ \t]*(?:```|~~~)/;
/** What a rule, a front matter's edge or the underline of a heading is made of. */
const RULE = /^[ \t]*(?:-{3,}|\*{3,}|_{3,}|={3,})[ \t]*$/;

/**
 * Splits Markdown into its paragraphs. Front matter and comments are left out; the lines of a fenced block
 * are taken as plain text. Never throws: every text is some Markdown.
 */
export function paragraphsOf(text: string): Paragraph[] {
  const lines = withoutComments(text).split(/\r\n|\n|\r/);
  const paragraphs: Paragraph[] = [];
  let headings: { level: number; title: string }[] = [];
  let open: Paragraph | undefined;
  const begin = frontMatterEnd(lines);
  for (const [index, line] of lines.entries()) {
    if (index < begin) continue;
    const heading = HEADING.exec(line);
    const [, marks, title] = heading ?? [];
    if (marks !== undefined && title !== undefined) {
      headings = [...headings.filter(({ level }) => level < marks.length), { level: marks.length, title }];
      open = undefined;
    } else if (line.trim() === '' || FENCE.test(line) || RULE.test(line)) {
      open = undefined;
    } else if (open === undefined) {
      open = { line: index + 1, headings: headings.map((one) => one.title), markdown: line };
      paragraphs.push(open);
    } else open.markdown += `\n${line}`;
  }
  return paragraphs;
}

/** Comments become empty lines of the same number, so that lines keep their numbers. */
function withoutComments(text: string): string {
  return text.replaceAll(/<!--[\s\S]*?(?:-->|$)/g, (comment) => comment.replaceAll(/[^\n]/g, ''));
}

/** The index of the first line after the front matter; 0 where there is none. */
function frontMatterEnd(lines: readonly string[]): number {
  if (lines[0]?.trim() !== '---') return 0;
  const end = lines.indexOf('---', 1);
  return end < 0 ? 0 : end + 1;
}
