import { normalWords } from './normal-words.ts';

/** So many of the agent's own words in a row, coming back while it says them, are its echo. A caller who
 * repeats one or two of them ("Friday") is answering. */
const ECHO_WORDS = 3;

export type EchoVerdict = 'echo' | 'maybe' | 'no';

/** Whether words heard while the agent was speaking are the agent's own, come back through the line. */
export function judgeEcho(heard: string, spoken: string): EchoVerdict {
  const words = normalWords(heard);
  if (words.length === 0 || spoken === '') return 'no';
  const within = ` ${normalWords(spoken).join(' ')} `.includes(` ${words.join(' ')} `);
  if (!within) return 'no';
  return words.length >= ECHO_WORDS ? 'echo' : 'maybe';
}
