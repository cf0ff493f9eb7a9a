import { type Expectation, failure } from './expectation.ts';

/** What was heard: the last value that each field had. A goal that is reached empties some of them. */
export const hearsWhatWasSaid: Expectation = ({ scenario, records }) => {
  const last = records.at(-1);
  if (last === undefined) return [];
  return Object.entries(scenario.expect.heard ?? {}).flatMap(([field, wanted]) => {
    const heard = records.findLast(({ state }) => state.fields[field] !== undefined)?.state.fields[field];
    if (heard?.value === wanted) return [];
    const message = `${field} should be "${wanted}", but is ${heard === undefined ? 'not known' : `"${heard.value}"`}`;
    return [failure(`heard.${field}`, message, heard?.turn ?? last.turn)];
  });
};
