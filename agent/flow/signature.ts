import { createHash } from 'node:crypto';

/** 64 bits of a SHA-256 in hex: two sets of values of one step never look alike by chance. */
const SIGNATURE_DIGITS = 16;

/** A short signature of values. Not reversible, so that no caller's data stands in a mark. */
export function signatureOf(values: unknown): string {
  return createHash('sha256').update(JSON.stringify(values)).digest('hex').slice(0, SIGNATURE_DIGITS);
}
