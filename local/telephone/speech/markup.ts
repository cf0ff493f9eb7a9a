import type { Speech } from './speech.ts';

/** What a voice does, in order. */
export type SpeechPiece = { say: string } | { pauseMs: number };

interface Tag {
  name: string;
  attributes: Readonly<Record<string, string>>;
  closes: boolean;
  empty: boolean;
}

const TAG = /<(\/?)([a-zA-Z][\w:-]*)((?:\s+[\w:-]+="[^"<>]*")*)\s*(\/?)>/g;
const ATTRIBUTE = /([\w:-]+)="([^"]*)"/g;

/** SSML elements of Polly's engines. All but the first ones shape how a text sounds, not what is said. */
const SSML_ELEMENTS = new Set(
  'speak break say-as sub p s w lang prosody emphasis mark phoneme amazon:domain amazon:effect amazon:auto-breaths amazon:breath'.split(
    ' ',
  ),
);
/** Connect's agentic markup: elements without content, and the one with. */
const AGENTIC_EMPTY = new Set(['break', 'speed', 'volume', 'emotion']);
const SPELL = 'spell';

/** `say-as` interpretations under which every character is said by itself. */
const SPELT = new Set(['characters', 'spell-out', 'digits', 'telephone']);

/**
 * What is heard of a speech. Markup that a production engine would not understand is read aloud here too, so
 * that a mistake in it is heard on a laptop.
 */
export function piecesOf({ text, markup }: Speech): SpeechPiece[] {
  switch (markup) {
    case 'plain':
      return text.trim() === '' ? [] : [{ say: text.trim() }];
    case 'ssml':
      return ssmlPieces(text) ?? [{ say: text }];
    case 'agentic':
      return agentic(text);
  }
}

/** The words of a speech, for a transcript. */
export function wordsOf(speech: Speech): string {
  return piecesOf(speech)
    .flatMap((piece) => ('say' in piece ? [piece.say] : []))
    .join(' ');
}

/** The pieces as one SSML text, so that they can travel where a text can. */
export function toSsml(pieces: readonly SpeechPiece[]): string {
  const parts = pieces.map((piece) =>
    'say' in piece ? escaped(piece.say) : `<break time="${piece.pauseMs}ms"/>`,
  );
  return `<speak>${parts.join(' ')}</speak>`;
}

/** The speaking rate of a whole SSML text, in percent; undefined when it sets none. */
export function rateOf(text: string): number | undefined {
  const percent = /^<speak><prosody rate="(\d+)%">/.exec(text.trim())?.[1];
  return percent === undefined ? undefined : Number(percent);
}

/** Undefined when it is malformed: the root is missing, elements do not nest, or one is unknown. */
export function ssmlPieces(text: string): SpeechPiece[] | undefined {
  const trimmed = text.trim();
  if (!trimmed.startsWith('<speak') || !trimmed.endsWith('</speak>')) return undefined;
  const pieces: SpeechPiece[] = [];
  const open: Tag[] = [];
  let at = 0;
  for (const { tag, from, to } of tagsOf(trimmed)) {
    const words = trimmed.slice(at, from);
    if (/[<>]/.test(words) || !SSML_ELEMENTS.has(tag.name)) return undefined;
    say(pieces, words, open);
    at = to;
    if (tag.closes) {
      if (open.pop()?.name !== tag.name) return undefined;
    } else if (tag.name === 'break') pieces.push({ pauseMs: pauseMsOf(tag) });
    else if (!tag.empty) open.push(tag);
  }
  return open.length === 0 && at === trimmed.length ? pieces : undefined;
}

function say(pieces: SpeechPiece[], words: string, open: readonly Tag[]): void {
  if (words.trim() === '') return;
  const inner = open.at(-1);
  const alias = inner?.name === 'sub' ? inner.attributes.alias : undefined;
  const plain = unescaped(alias ?? words.trim());
  const spelt = inner?.name === 'say-as' && SPELT.has(inner.attributes['interpret-as'] ?? '');
  pieces.push({ say: spelt ? spellOut(plain) : plain });
}

function agentic(text: string): SpeechPiece[] {
  const pieces: SpeechPiece[] = [];
  let spoken = '';
  let at = 0;
  const flush = (): void => {
    const words = unescaped(spoken.replaceAll('[laughter]', ' ')).replaceAll(/\s+/g, ' ').trim();
    if (words !== '') pieces.push({ say: words });
    spoken = '';
  };
  const tags = [...tagsOf(text)];
  for (const [index, { tag, from, to }] of tags.entries()) {
    if (from < at) continue;
    spoken += text.slice(at, from);
    at = to;
    const end = tags[index + 1];
    if (tag.name === SPELL && !tag.closes && end?.tag.name === SPELL && end.tag.closes) {
      spoken += spellOut(text.slice(to, end.from));
      at = end.to;
    } else if (AGENTIC_EMPTY.has(tag.name) && tag.empty) {
      flush();
      if (tag.name === 'break') pieces.push({ pauseMs: pauseMsOf(tag) });
    } else spoken += text.slice(from, to); // read aloud, as in production
  }
  spoken += text.slice(at);
  flush();
  return pieces;
}

function* tagsOf(text: string): Generator<{ tag: Tag; from: number; to: number }> {
  for (const match of text.matchAll(TAG)) {
    const [whole, slash, name = '', attributes = '', empty] = match;
    yield {
      tag: {
        name,
        attributes: Object.fromEntries(
          [...attributes.matchAll(ATTRIBUTE)].map(([, key = '', value = '']) => [key, value]),
        ),
        closes: slash === '/',
        empty: empty === '/',
      },
      from: match.index,
      to: match.index + whole.length,
    };
  }
}

/** Polly's pause for a break that names none is that of a comma, which its guide calls medium. */
const MEDIUM_BREAK_MS = 250;
/** Polly's longest break is ten seconds. */
const LONGEST_BREAK_MS = 10_000;

function pauseMsOf({ attributes }: Tag): number {
  const [, number, unit] = /^(\d+(?:\.\d+)?)(ms|s)$/.exec(attributes.time ?? '') ?? [];
  if (number === undefined) return MEDIUM_BREAK_MS;
  return Math.min(LONGEST_BREAK_MS, Number(number) * (unit === 's' ? 1_000 : 1));
}

function spellOut(text: string): string {
  return [...text].filter((character) => /[\p{L}\p{N}]/u.test(character)).join(' ');
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&apos;': "'",
};

function unescaped(text: string): string {
  return text.replaceAll(/&(?:amp|lt|gt|quot|apos);/g, (entity) => ENTITIES[entity] ?? entity);
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
