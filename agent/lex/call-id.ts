import { createHash } from 'node:crypto';
import { CallId } from '../turn/turn-request.ts';

/**
 * The call's id for a contact of the line. A contact id that is a UUID is the call's id as it is, so that
 * whoever reads one system finds the call in the other; any other text always gives the same UUID.
 */
export function callIdOf(contactId: string): string {
  const lower = contactId.toLowerCase();
  if (CallId.safeParse(lower).success) return lower;
  const hex = createHash('sha256').update(contactId).digest('hex');
  // Version 8, variant 1: a UUID made by a rule of one's own (RFC 9562).
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}
