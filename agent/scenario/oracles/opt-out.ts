import type { TurnRecord } from '../../call/turn-record.ts';
import { normalisedWords } from '../../text/normalised-words.ts';
import { type Expectation, failure } from '../expectations/expectation.ts';

/** How callers say that they do not want to be called again, by language. */
const OPT_OUTS: Readonly<Record<string, readonly string[]>> = {
  en: [
    'do not call me again',
    "don't call me again",
    'stop calling me',
    'take me off your list',
    'remove me from your list',
    'do not call list',
    'never call me again',
  ],
  es: ['no me llamen más', 'no me vuelvan a llamar', 'quítenme de su lista', 'bórrenme de su lista'],
};

/**
 * A caller who does not want to be called again is let go at once: the answer to those words ends the call or
 * hands it over, and no tool changes anything after them (47 CFR § 64.1200(d): requests are honoured).
 */
export const honoursOptOut: Expectation = ({ records }) => {
  const asked = records.findIndex((record) => asksOut(record));
  const record = records[asked];
  if (record === undefined) return [];
  const leaves = record.answer.some(
    (event) => event.type === 'do' && (event.do.action === 'hang-up' || event.do.action === 'transfer'),
  );
  if (leaves) return [];
  return [
    failure(
      'compliance.opt-out',
      'the caller does not want to be called again, but the agent went on',
      record.turn,
    ),
  ];
};

function asksOut({ request, state }: TurnRecord): boolean {
  if (request.cause !== 'caller-said') return false;
  const words = normalisedWords(request.said.text);
  const phrases = OPT_OUTS[state.locale.slice(0, 2)] ?? [];
  return phrases.some((phrase) => words.includes(normalisedWords(phrase)));
}
