import type { Appointment } from '../call/call-state.ts';
import { collectedFields, plainGoal } from '../playbook/goals.ts';
import type { PlaybookSource } from '../playbook/schema.ts';
import { slotStart, speakDate, speakTime } from './speak.ts';
import { findPhrase, type Token } from './tokens.ts';
import type { UnderstandInput } from './understand-input.ts';
import type { CapturedField } from './understanding.ts';
import type { Intent, LanguageWords } from './words/words.ts';

export interface AmendContext extends Pick<UnderstandInput, 'locale' | 'goal' | 'appointment'> {
  words: LanguageWords;
  source: PlaybookSource;
  answer: 'yes' | 'no' | undefined;
  intent: Intent | undefined;
}

/** The goal that moves the appointment, with the whole of its new day and time. */
export interface Amendment {
  goal: string;
  fields: Record<string, CapturedField>;
}

/** Whether there is an appointment and nothing else is being done: what is said may be about it. */
export function mayAmend({ goal, appointment }: Pick<UnderstandInput, 'goal' | 'appointment'>): boolean {
  return goal === null && appointment !== undefined && appointment !== null;
}

/**
 * Another day or time that is named once an appointment stands ("no, wait, make it ten") moves that one: the
 * part that was not named stays as it is. Undefined where nothing else than the appointment's own was named.
 */
export function readAmendment(
  tokens: readonly Token[],
  found: Readonly<Record<string, CapturedField>>,
  context: AmendContext,
): Amendment | undefined {
  const { appointment, source, answer, intent, words } = context;
  if (!mayAmend(context) || appointment === undefined || appointment === null) return undefined;
  const corrects = findPhrase(tokens, words.corrections) !== undefined;
  if (intent !== undefined || (answer === 'yes' && !corrects)) return undefined;
  const goal = Object.keys(source.goals).find(
    (id) => plainGoal(source.goals[id])?.tool === 'reschedule_appointment',
  );
  const kept = goal === undefined ? undefined : standing(goal, appointment, context);
  if (goal === undefined || kept === undefined) return undefined;
  const changed = Object.keys(kept).some((id) => {
    const value = found[id]?.value;
    return value !== undefined && value !== kept[id]?.value;
  });
  return changed ? { goal, fields: { ...kept, ...found } } : undefined;
}

/** The appointment's own day and time, as the fields of the goal that moves it. */
function standing(
  goal: string,
  { slot }: Appointment,
  { source, locale }: AmendContext,
): Record<string, CapturedField> | undefined {
  const ofType = (type: string): string | undefined =>
    collectedFields(source, goal).find((id) => source.fields[id]?.type === type);
  const [day, time] = [ofType('date'), ofType('time')];
  if (day === undefined || time === undefined) return undefined;
  const start = slotStart(slot);
  return {
    [day]: { value: start.day, spoken: speakDate(start.day, locale) },
    [time]: { value: start.time, spoken: speakTime(start.time, locale) },
  };
}
