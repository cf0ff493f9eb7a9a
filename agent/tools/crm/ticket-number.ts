import { createHash } from 'node:crypto';

const NUMBER_DIGITS = 6;
const HEX_DIGITS_READ = 12;

/**
 * The ticket number that a key leads to. Another key can lead to the same one: then the next `attempt` (from
 * 0) gives another, always the same for the same key and attempt.
 */
export function ticketNumber(key: string, attempt: number): string {
  const digest = createHash('sha256').update(`${key}#${attempt}`).digest('hex').slice(0, HEX_DIGITS_READ);
  return String(Number.parseInt(digest, 16) % 10 ** NUMBER_DIGITS).padStart(NUMBER_DIGITS, '0');
}
