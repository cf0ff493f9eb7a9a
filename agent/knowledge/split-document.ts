import type { Passage } from '../playbook/passage.ts';
import { plainText } from './plain-text.ts';
import { type Paragraph, paragraphsOf } from './sections.ts';

/** A Markdown file of a playbook's `knowledge/` folder, decoded. */
export interface KnowledgeDocument {
  /** From the playbook's folder, with slashes: `knowledge/en-US/fees.md`. */
  path: string;
  locale: string;
  text: string;
}

/**
 * A passage is at most this long, in characters: about half a minute of speech, and 150 tokens of a prompt.
 */
export const MAX_PASSAGE_CHARACTERS = 600;

/**
 * Splits a document into passages: paragraphs under one heading are kept together up to the longest passage,
 * and a paragraph that is longer than that is cut at the ends of its sentences.
 */
export function splitDocument(document: KnowledgeDocument): Passage[] {
  const passages: Passage[] = [];
  let last: { key: string; passage: Passage } | undefined;
  for (const paragraph of paragraphsOf(document.text)) {
    const key = JSON.stringify(paragraph.headings);
    for (const text of pieces(asSentences(paragraph))) {
      const together = last?.key === key ? `${last.passage.text} ${text}` : undefined;
      if (last !== undefined && together !== undefined && together.length <= MAX_PASSAGE_CHARACTERS) {
        last.passage.text = together;
        continue;
      }
      const passage = passageOf(document, paragraph, text);
      passages.push(passage);
      last = { key, passage };
    }
  }
  return passages;
}

function passageOf({ path, locale }: KnowledgeDocument, { line, headings }: Paragraph, text: string) {
  return { source: `${path}:${line}`, locale, title: headings.map(plainText).join(', '), text };
}

/** The lines of a list or a table are sentences of their own. */
function asSentences({ markdown }: Paragraph): string {
  const lines = markdown.split('\n');
  const isListed = lines.length > 1 && lines.every((line) => /^\s*(?:[-*+|]|\d{1,3}[.)]|\s{2})/.test(line));
  if (!isListed) return plainText(markdown);
  return lines
    .map(plainText)
    .filter((line) => line !== '')
    .map((line) => (/[.!?:;]$/.test(line) ? line : `${line}.`))
    .join(' ');
}

function pieces(text: string): string[] {
  if (text === '') return [];
  if (text.length <= MAX_PASSAGE_CHARACTERS) return [text];
  const found: string[] = [];
  let rest = text;
  while (rest.length > MAX_PASSAGE_CHARACTERS) {
    const cut = cutBefore(rest);
    found.push(rest.slice(0, cut).trim());
    rest = rest.slice(cut).trimStart();
  }
  return rest === '' ? found : [...found, rest];
}

/** Where to cut: after the last sentence that fits, else between words, else in the middle of a word. */
function cutBefore(text: string): number {
  const window = text.slice(0, MAX_PASSAGE_CHARACTERS);
  const sentence = Math.max(...['. ', '! ', '? '].map((end) => window.lastIndexOf(end)));
  if (sentence > 0) return sentence + 1;
  const word = window.lastIndexOf(' ');
  return word > 0 ? word : MAX_PASSAGE_CHARACTERS;
}
