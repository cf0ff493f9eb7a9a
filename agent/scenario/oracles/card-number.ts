import { spokenText } from '../../conversation/progress.ts';
import { type Expectation, failure } from '../expectations/expectation.ts';

/** Card numbers have 13 to 19 digits (ISO/IEC 7812-1). */
const CARD_LIKE = /(?<![\d.])\d(?:[ -]?\d){12,18}(?![\d.])/g;

/** No card number is written to a log, published in an event or said aloud. */
export const leaksNoCardNumber: Expectation = ({ logs, records }) => [
  ...logs
    .filter((line) => cardNumbers(line).length > 0)
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
