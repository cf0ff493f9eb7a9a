import type { CallEvent } from '../../agent/call/events/catalogue.ts';

/**
 * The largest detail that is published, in bytes of UTF-8. EventBridge takes requests below 1 MB
 * (1,048,576 bytes, PutEvents API reference); the rest is room for the entry's other parts.
 */
export const MAX_DETAIL_BYTES = 1_000_000;
/** Put where text was cut. */
const CUT_MARK = ' […]';

/** An event is too large even with all of its text cut. */
export class EventTooLarge extends Error {
  override readonly name = 'EventTooLarge';
  constructor(eventId: string, bytes: number) {
    super(
      `Event ${eventId} has ${bytes} bytes without its text; EventBridge takes ${MAX_DETAIL_BYTES}. It stays in the calls table.`,
    );
  }
}

export interface Detail {
  json: string;
  bytes: number;
  /** Names of the data's texts that were cut to fit; the calls table has them whole. */
  cut: string[];
}

/** The event as JSON, its longest texts cut where it would not fit otherwise. */
export function detailOf(event: CallEvent): Detail {
  const whole = measured(event);
  if (whole.bytes <= MAX_DETAIL_BYTES) return { ...whole, cut: [] };
  const data: Record<string, unknown> = { ...event.data };
  const cut: string[] = [];
  while (true) {
    const longest = longestText(data);
    const now = measured({ ...event, data });
    if (now.bytes <= MAX_DETAIL_BYTES) return { ...now, cut };
    if (longest === undefined) throw new EventTooLarge(event.id, now.bytes);
    if (!cut.includes(longest.name)) cut.push(longest.name);
    data[longest.name] = shorten(longest.text);
  }
}

function measured(event: object): { json: string; bytes: number } {
  const json = JSON.stringify(event);
  return { json, bytes: Buffer.byteLength(json) };
}

/** Texts of the data that are still longer than the mark of a cut. */
function longestText(data: Record<string, unknown>): { name: string; text: string } | undefined {
  return Object.entries(data)
    .flatMap(([name, value]) => (typeof value === 'string' ? [{ name, text: value }] : []))
    .filter(({ text }) => text.length > 2 * CUT_MARK.length)
    .toSorted((one, other) => other.text.length - one.text.length)
    .at(0);
}

/** Half of a text, never half of a character. */
function shorten(text: string): string {
  const half = text.replaceAll(CUT_MARK, '').slice(0, Math.floor(text.length / 2));
  return half.toWellFormed().replace(/\uFFFD$/, '') + CUT_MARK;
}
