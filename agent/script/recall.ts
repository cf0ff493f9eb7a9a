import { wordsOfLabel } from '../capture/overlap.ts';
import { findPhrase, tokenise } from '../capture/tokens.ts';
import { wordsFor } from '../capture/words/languages.ts';
import { fill } from '../playbook/fill.ts';
import { type Moment, spokenValues } from './moment.ts';
import { anythingElse, nextStep } from './next-step.ts';
import { after, type Reply } from './reply.ts';

/** "Wait, what time did I say?": what is noted is said, and the talk comes back to where it was. */
export function recalls(moment: Moment): Reply | undefined {
  const words = wordsFor(moment.locale);
  const said = tokenise(moment.situation.said ?? '', words);
  const asks = findPhrase(said, words.recalls);
  if (asks === undefined || Object.keys(moment.situation.understood.fields).length > 0) return undefined;
  const values = spokenValues(moment);
  const before = said.slice(0, asks.from);
  const id = (moment.goal?.collect ?? Object.keys(moment.source.fields)).find((field) => {
    const label = wordsOfLabel(moment.source.fields[field]?.label[moment.locale] ?? '', words);
    return values[field] !== undefined && label.some((word) => findPhrase(before, [word]) !== undefined);
  });
  const value = id === undefined ? undefined : values[id];
  if (value === undefined) return undefined;
  const back = moment.goal === undefined ? anythingElse(moment) : nextStep(moment);
  return after([fill(words.say.recalled, { value })], back);
}
