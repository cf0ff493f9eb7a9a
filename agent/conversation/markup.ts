import { Expect } from '../turn/expect.ts';

/**
 * What a model writes is read by a voice, so nothing but words may get through. A model marks what it waits
 * for with one tag, `<expect kind="digits" field="phone"/>`; every other tag, Markdown and emoji are dropped.
 */
export type MarkupPiece = { type: 'text'; text: string } | { type: 'expect'; expect: Expect };

/** Reads a model's text as it streams. What it gives is the same however the text was cut into chunks. */
export interface MarkupReader {
  /** Takes the next chunk and gives what is certain so far. */
  push(chunk: string): MarkupPiece[];
  /** The text is over: an unfinished tag is dropped. */
  end(): MarkupPiece[];
}

/** A tag longer than this is none: a model forgot to close it, and its text goes on. In characters. */
const MAX_TAG_CHARACTERS = 300;

/** Elements whose content is no speech either. Amazon Nova thinks aloud inside `<thinking>`. */
const SILENT_ELEMENTS = new Set(['thinking', 'reasoning', 'situation', 'function_calls', 'script', 'style']);

/** Emoji, and the joiners and selectors that build them. `©`, `®` and `™` are pictographs too. */
const EMOJI =
  /\p{Extended_Pictographic}|\p{Regional_Indicator}|\p{Emoji_Modifier}|\u200d|\u20e3|\ufe0e|\ufe0f/u;
const DROPPED = new Set(['*', '`', '#', '~', '[', ']', '{', '}', '\\', '•', '>']);
const SPACED = new Set(['_', '|', '\t', '\r']);

type Mode =
  | { at: 'speech' }
  /** After `<`: `held` is what the tag holds so far. */
  | { at: 'tag'; held: string }
  /** After `](`: the address of a link, until `)`. */
  | { at: 'address'; length: number };

class Reader implements MarkupReader {
  #mode: Mode = { at: 'speech' };
  /** The first half of a character that was cut in two. */
  #half = '';
  #silentInside: string | undefined;
  #previous = '\n';
  #pieces: MarkupPiece[] = [];

  push(chunk: string): MarkupPiece[] {
    let text = this.#half + chunk;
    const last = text.charCodeAt(text.length - 1);
    const cut = last >= 0xd800 && last <= 0xdbff;
    this.#half = cut ? text.slice(-1) : '';
    if (cut) text = text.slice(0, -1);
    for (const character of text) this.#take(character);
    return this.#given();
  }

  end(): MarkupPiece[] {
    this.#half = '';
    this.#mode = { at: 'speech' };
    this.#silentInside = undefined;
    return this.#given();
  }

  #given(): MarkupPiece[] {
    const pieces = this.#pieces;
    this.#pieces = [];
    return pieces;
  }

  #take(character: string): void {
    const mode = this.#mode;
    if (character === '<') this.#mode = { at: 'tag', held: '' };
    else if (mode.at === 'tag') this.#takeInTag(mode.held, character);
    else if (mode.at === 'address') this.#takeInAddress(mode.length, character);
    else if (character === '(' && this.#previous === ']') this.#mode = { at: 'address', length: 0 };
    else this.#speak(character);
    this.#previous = character;
  }

  #takeInTag(held: string, character: string): void {
    if (character === '>') {
      this.#mode = { at: 'speech' };
      this.#readTag(held);
    } else if (held === '' && !/[a-z/!?]/i.test(character)) {
      // "5 < 6": no tag begins like this.
      this.#mode = { at: 'speech' };
      this.#speak(character);
    } else if (held.length >= MAX_TAG_CHARACTERS) {
      this.#mode = { at: 'speech' };
      this.#speak(character);
    } else this.#mode = { at: 'tag', held: held + character };
  }

  #takeInAddress(length: number, character: string): void {
    const over = character === ')' || length >= MAX_TAG_CHARACTERS;
    this.#mode = over ? { at: 'speech' } : { at: 'address', length: length + 1 };
  }

  #readTag(held: string): void {
    const [, slash, name = ''] = /^\s*(\/?)\s*([\w-]*)/.exec(held) ?? [];
    const element = name.toLowerCase();
    if (this.#silentInside !== undefined) {
      if (slash === '/' && element === this.#silentInside) this.#silentInside = undefined;
      return;
    }
    if (SILENT_ELEMENTS.has(element) && slash === '' && !held.endsWith('/')) this.#silentInside = element;
    if (element !== 'expect' || slash === '/') return;
    const expect = readExpect(held);
    if (expect !== undefined) this.#pieces.push({ type: 'expect', expect });
  }

  #speak(character: string): void {
    if (this.#silentInside !== undefined) return;
    const bullet = (character === '-' || character === '–') && this.#previous === '\n';
    if (bullet || DROPPED.has(character) || EMOJI.test(character) || isControl(character)) return;
    const spoken = SPACED.has(character) ? ' ' : character;
    const last = this.#pieces.at(-1);
    if (last?.type === 'text') last.text += spoken;
    else this.#pieces.push({ type: 'text', text: spoken });
  }
}

function isControl(character: string): boolean {
  return character !== '\n' && character !== '\t' && /[\p{Cc}\p{Cs}\p{Co}\p{Cn}]/u.test(character);
}

/** Starts reading one reply of a model. */
export function markupReader(): MarkupReader {
  return new Reader();
}

/** Takes all markup out of a whole text; a convenience over `markupReader`. */
export function readMarkup(text: string): { text: string; expect: Expect | undefined } {
  const reader = markupReader();
  const pieces = [...reader.push(text), ...reader.end()];
  const said = pieces.flatMap((piece) => (piece.type === 'text' ? [piece.text] : []));
  const expects = pieces.flatMap((piece) => (piece.type === 'expect' ? [piece.expect] : []));
  return { text: said.join(''), expect: expects.at(-1) };
}

const ESCAPES: Record<string, string> = { '&': '&amp;', '"': '&quot;', '<': '&lt;', '>': '&gt;' };
const UNESCAPES: Record<string, string> = { '&amp;': '&', '&quot;': '"', '&lt;': '<', '&gt;': '>' };

/** Writes the tag that says what is waited for: `<expect kind="digits" field="phone"/>`. */
export function renderExpect(expect: Expect): string {
  const attributes = Object.entries(expect).flatMap(([name, value]) =>
    value === undefined ? [] : [` ${name}="${escaped(value)}"`],
  );
  return `<expect${attributes.join('')}/>`;
}

function escaped(value: string): string {
  return value.replace(/[&"<>]/g, (character) => ESCAPES[character] ?? '');
}

/** The expectation inside a tag, or undefined when the tag is malformed or of no known kind. */
function readExpect(tag: string): Expect | undefined {
  const attributes = [...tag.matchAll(/([a-z]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/gi)].map(
    ([, name = '', double, single]): [string, string] => [
      name,
      (double ?? single ?? '').replace(/&(?:amp|quot|lt|gt);/g, (entity) => UNESCAPES[entity] ?? ''),
    ],
  );
  const parsed = Expect.safeParse(Object.fromEntries(attributes));
  return parsed.success ? parsed.data : undefined;
}
