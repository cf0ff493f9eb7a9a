import type { Random } from './caller/caller.ts';

const HEX = 16;
const TIMESTAMP_DIGITS = 12;

/**
 * A call id that tells when the call begins: a UUID of version 7 (RFC 9562), its first 48 bits the
 * milliseconds since the epoch. The same draws give the same id.
 */
export function callIdAt(beginsAtMs: number, random: Random): string {
  const digits = (count: number): string =>
    Array.from({ length: count }, () => Math.floor(random() * HEX).toString(HEX)).join('');
  const time = beginsAtMs.toString(HEX).padStart(TIMESTAMP_DIGITS, '0');
  const variant = (8 + Math.floor(random() * 4)).toString(HEX);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${digits(3)}-${variant}${digits(3)}-${digits(12)}`;
}

/** When a call with such an id begins, in milliseconds since the epoch; undefined for ids of another kind. */
export function beginningOf(callId: string): number | undefined {
  const match = /^([0-9a-f]{8})-([0-9a-f]{4})-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.exec(callId);
  return match === null ? undefined : Number.parseInt(`${match[1]}${match[2]}`, HEX);
}
