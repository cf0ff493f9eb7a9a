import { callBackNumber, callBackTicket } from '../call/call-back.ts';
import type { CallState } from '../call/call-state.ts';
import { factsOf } from '../call/summary.ts';
import { clip } from '../text/clip.ts';

/** Connect takes 512 characters as a task's name and 4,096 as its description (API reference, StartTaskContact). */
const MAX_NAME_CHARACTERS = 512;
const MAX_TEXT_CHARACTERS = 4_096;

/** A promise to call back, as a task that a person finds in their queue. */
export interface CallBackTask {
  ticket: string;
  /** E.164. */
  number: string;
  /** One line. */
  name: string;
  /** What the call was about. */
  text: string;
}

/** The task that keeps the promise; undefined when nothing was promised, because no number is known. */
export function callBackTask(state: CallState): CallBackTask | undefined {
  const number = callBackNumber(state);
  if (number === undefined) return undefined;
  const ticket = callBackTicket(state.callId);
  const text = `Call back ${number}. ${factsOf(state)}. Language: ${state.locale}. Call: ${state.callId}.`;
  return {
    ticket,
    number,
    name: clip(`Call back ${number}, reference ${ticket}`, MAX_NAME_CHARACTERS),
    text: clip(text, MAX_TEXT_CHARACTERS),
  };
}
