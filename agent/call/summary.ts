import { clip } from '../text/clip.ts';
import type { CallState, HistoryEntry } from './call-state.ts';

/**
 * The rolling summary: what the bounded history no longer holds, made without a model. Its first line is
 * facts, made anew each time; each line after it is one clipped side of the talk, the oldest lost first.
 */

/** In characters, as are the next two: about 300 tokens, so that a long call costs what a short one costs. */
export const MAX_SUMMARY_CHARACTERS = 1_200;
const MAX_FACTS_CHARACTERS = 600;
const MAX_TALK_LINE_CHARACTERS = 100;

/** The state with the dropped entries of its history worked into its summary, the facts brought up to date. */
export function rollSummary(state: CallState, dropped: readonly HistoryEntry[]): CallState {
  if (dropped.length === 0 && state.summary === '') return state;
  const [, ...earlier] = state.summary.split('\n');
  const talk = [...earlier, ...dropped.flatMap(talkLine)];
  const facts = clip(factsOf(state), MAX_FACTS_CHARACTERS);
  let room = MAX_SUMMARY_CHARACTERS - facts.length;
  const kept = talk.toReversed().filter((line) => {
    room -= line.length + 1;
    return room >= 0;
  });
  return { ...state, summary: [facts, ...kept.toReversed()].join('\n') };
}

function talkLine(entry: HistoryEntry): string[] {
  const text = oneLine(entry.text);
  return text === '' ? [] : [clip(`${entry.who}: ${text}`, MAX_TALK_LINE_CHARACTERS)];
}

/** What the call has brought so far, in one line: for a summary, or for the person who takes the call over. */
export function factsOf(state: CallState): string {
  const fields = Object.entries(state.fields).map(([field, { spoken }]) => `${field} ${oneLine(spoken)}`);
  const { appointment } = state;
  const facts = [
    state.goal === null ? '' : `wants: ${state.goal}`,
    state.reached.length === 0 ? '' : `done: ${state.reached.join(', ')}`,
    fields.length === 0 ? '' : `known: ${fields.join('; ')}`,
    appointment === null ? '' : `appointment: ${appointment.slot.start} for ${oneLine(appointment.name)}`,
  ].filter((fact) => fact !== '');
  return facts.length === 0 ? 'nothing known yet' : facts.join('. ');
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
