import { spokenText } from '../../conversation/progress.ts';
import { normalisedWords } from '../../text/normalised-words.ts';
import type { Failure, Outcome } from '../outcome.ts';
import { type Expectation, failure } from './expectation.ts';

interface Saying {
  turn: number;
  words: string;
}

/** What the agent says, must say and must never say. */
export const saysWhatItShould: Expectation = (outcome) => {
  const { must = [], never = [], inOrder = [] } = outcome.scenario.expect.said ?? {};
  const sayings = sayingsOf(outcome);
  const missing = must
    .filter((text) => !sayings.some(({ words }) => holds(words, text)))
    .map((text) => failure('said.must', `never said: "${text}"`, sayings.at(-1)?.turn));
  const forbidden = never.flatMap((text) =>
    sayings
      .filter(({ words }) => holds(words, text))
      .map(({ turn }) => failure('said.never', `said, but must not be: "${text}"`, turn)),
  );
  return [...missing, ...forbidden, ...outOfOrder(inOrder, sayings)];
};

function outOfOrder(texts: readonly string[], sayings: readonly Saying[]): Failure[] {
  let from = 0;
  for (const text of texts) {
    const rest = sayings.slice(from);
    const index = rest.findIndex(({ words }) => holds(words, text));
    if (index < 0) {
      const turn = (sayings[from] ?? sayings.at(-1))?.turn;
      return [failure('said.inOrder', `not said when its turn came: "${text}"`, turn)];
    }
    from += index + 1;
  }
  return [];
}

function sayingsOf({ records }: Outcome): Saying[] {
  return records.map(({ turn, answer }) => ({ turn, words: normalisedWords(spokenText(answer)) }));
}

/** Whole words: who must say "nine" has not said it with "ninety". */
function holds(words: string, text: string): boolean {
  return ` ${words} `.includes(` ${normalisedWords(text)} `);
}
