import { spokenText } from '../../conversation/progress.ts';
import { type Expectation, failure } from '../expectations/expectation.ts';

/**
 * Numbers of payment cards begin with 3 to 6 and have up to 19 digits (ISO/IEC 7812-1). Those of 13, which no
 * issuer gives out any more, are left out: every time in milliseconds looks like one.
 */
const CARD_LIKE = /(?<!\d\.?)[3-6](?:[ -]?\d){13,18}(?!\.?\d)/g;

/** Ids of calls and requests: some of them look like a card number by chance. */
const UUID = /\b[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}\b/gi;

/** No card number is written to a log, published in an event or said aloud. */
export const leaksNoCardNumber: Expectation = ({ logs, records }) => [
  ...logs
    .filter((line) => cardNumbers(line.replaceAll(UUID, '')).length > 0)
    .map((line) =>
      failure('compliance.card-number', `a card number is in a log line that begins "${line.slice(0, 40)}"`),
    ),
  ...records.flatMap(({ turn, answer }) =>
    cardNumbers(spokenText(answer)).map(() =>
      failure('compliance.card-number', 'the agent says a card number', turn),
    ),
  ),
];

/** The card numbers in a text: long enough, and with the check digit of ISO/IEC 7812-1 (the Luhn formula). */
export function cardNumbers(text: string): string[] {
  return [...text.matchAll(CARD_LIKE)]
    .map(([digits]) => digits.replace(/[ -]/g, ''))
    .filter((digits) => hasCheckDigit(digits));
}

function hasCheckDigit(digits: string): boolean {
  const sum = [...digits].toReversed().reduce((total, digit, index) => {
    const doubled = Number(digit) * (index % 2 === 1 ? 2 : 1);
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return sum % 10 === 0;
}
