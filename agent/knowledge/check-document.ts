import type { PlaybookProblem } from '../playbook/problem.ts';
import { decodeUtf8 } from '../playbook/utf8.ts';

/**
 * The largest file, in bytes. It goes into the turn function whole, which reads and indexes it when it
 * starts: a megabyte is some 2,000 passages and takes about a quarter of a second then.
 */
export const MAX_DOCUMENT_BYTES = 1024 * 1024;
/** All files of one language together, in bytes. */
export const MAX_LANGUAGE_BYTES = 2 * MAX_DOCUMENT_BYTES;

export type DocumentText = { ok: true; text: string } | { ok: false; problems: PlaybookProblem[] };

/**
 * Reads the bytes of a knowledge file and finds what a model or a caller must not be given: a file that is
 * too large, not UTF-8, empty, or with sentences that give a model orders. `file` is the name that the
 * problems carry.
 */
export function readDocument(bytes: Uint8Array, file: string): DocumentText {
  if (bytes.length > MAX_DOCUMENT_BYTES) return tooLarge(bytes.length, file);
  const decoded = decodeUtf8(bytes);
  if (!decoded.ok) return refused(file, decoded.line, decoded.message);
  if (decoded.text.trim() === '') return refused(file, 1, 'the file is empty; write something or delete it');
  const problems = ordersIn(decoded.text).map(({ line, column, words }) => ({
    file,
    line,
    column,
    message: `"${words}" gives orders to the model; knowledge is what callers are told, so take it out or put it under rules in playbook.yaml`,
  }));
  return problems.length > 0 ? { ok: false, problems } : { ok: true, text: decoded.text };
}

/** What is said of a file that is not even read because of its size. */
export function tooLarge(bytes: number, file: string): Extract<DocumentText, { ok: false }> {
  const message = `the file has ${megabytes(bytes)}; at most ${megabytes(MAX_DOCUMENT_BYTES)} are read, so keep what callers ask about, or split it by subject`;
  return { ok: false, problems: [{ file, line: 1, column: 1, message }] };
}

/** What is said when the files of one language are too much together; undefined when they fit. */
export function tooMuch(bytes: number, folder: string): PlaybookProblem | undefined {
  if (bytes <= MAX_LANGUAGE_BYTES) return undefined;
  const message = `the files here have ${megabytes(bytes)} together; at most ${megabytes(MAX_LANGUAGE_BYTES)} are read for a language`;
  return { file: folder, line: 1, column: 1, message };
}

function refused(file: string, line: number, message: string): DocumentText {
  return { ok: false, problems: [{ file, line, column: 1, message }] };
}

function megabytes(bytes: number): string {
  return `${(bytes / (1024 * 1024)).toFixed(1)} MB`;
}

/** What may stand between two words of an order: a sentence's rest, also over the end of a line, not of a paragraph. */
const BETWEEN = String.raw`(?:[^.\n]|\n(?!\s*\n)){0,40}`;
/** "Don't forget to read the instructions" is a word to callers. */
const NOT_TOLD_NOT_TO = String.raw`(?<!\b(?:no|not|never|nunca|don['’]t)\s)`;
/** Sentences that speak to a model instead of to a caller, as they are found in texts made to turn it. */
const ORDERS = new RegExp(
  [
    String.raw`${NOT_TOLD_NOT_TO}\b(?:ignore|disregard|forget)\b${BETWEEN}\b(?:instructions?|prompts?|rules)\b`,
    String.raw`\byou are (?:now )?an? (?:ai|assistant|language model|chatbot)\b`,
    String.raw`\b(?:system|developer) (?:prompt|message)\b`,
    String.raw`${NOT_TOLD_NOT_TO}\b(?:ignor[ae]|olvid[ae]|omit[ae]|haz caso omiso|haga caso omiso)\b${BETWEEN}\b(?:instrucciones|indicaciones|reglas)\b`,
    String.raw`\b(?:ahora )?eres (?:ahora )?una? (?:ia|asistente|inteligencia artificial|modelo de lenguaje)\b`,
    '</?(?:situation|system|instructions)>',
  ].join('|'),
  'gi',
);

function ordersIn(text: string): { line: number; column: number; words: string }[] {
  return [...text.matchAll(ORDERS)].map((match) => {
    const before = text.slice(0, match.index).split('\n');
    return {
      line: before.length,
      column: (before.at(-1)?.length ?? 0) + 1,
      words: match[0].replaceAll(/\s+/g, ' '),
    };
  });
}
