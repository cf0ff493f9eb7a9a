import type { AskModel, ModelQuestion } from '../ask-model.ts';
import type { Habit, Persona } from '../schema/caller.ts';
import type { Caller, CallerDeed } from './caller.ts';

/** What a model writes when it does something other than speak. */
const HANGS_UP = '[hangs up]';
const IS_SILENT = '[says nothing]';
/** How long a model's silence lasts, in milliseconds. */
const SILENCE_MS = 8_000;

/** A persona played by a model. What it says against its facts is found afterwards, and the run dropped. */
export function modelCaller(persona: Persona, locale: string, ask: AskModel): Caller {
  const system = roleOf(persona, locale);
  const talk: ModelQuestion['talk'][number][] = [];
  return {
    async next({ agent }) {
      talk.push({ who: 'other', text: agent === '' ? IS_SILENT : agent });
      const text = (await ask({ system, talk })).trim();
      talk.push({ who: 'model', text: text === '' ? IS_SILENT : text });
      return deedOf(text);
    },
  };
}

function deedOf(text: string): CallerDeed {
  if (text.toLowerCase().includes(HANGS_UP)) return { does: 'hangs-up' };
  if (text === '' || text.toLowerCase().includes(IS_SILENT)) return { does: 'is-silent', ms: SILENCE_MS };
  return { does: 'says', text };
}

/** What the model is told of its part. */
export function roleOf({ goal, opens, facts, temper, habits = [] }: Persona, locale: string): string {
  const known = Object.entries(facts).map(([field, ways]) => `- ${field}: ${ways.join(', or: ')}`);
  return [
    `You play a person who calls a business on the telephone. You speak ${locale}. You are ${temper}.`,
    `You want: ${goal}. Begin with words such as: ${opens}`,
    'You know only this, and never say another name, number or value:',
    ...known,
    'Answer what you are asked, in one short sentence, as people speak on the telephone. You may take a day or a time that you are offered. When your facts do not answer a question, say that you do not know.',
    'When something is read back to you, say whether it is right by your facts, and correct it when it is not.',
    ...habits.map(habitInWords),
    `When all is done or you have had enough, write ${HANGS_UP}. To stay silent, write ${IS_SILENT}. Write nothing but your words.`,
  ].join('\n');
}

function habitInWords(habit: Habit): string {
  switch (habit.habit) {
    case 'interrupts':
      return 'You are impatient and answer before the other has finished.';
    case 'hesitates':
      return 'You often begin with um and well.';
    case 'changes-mind':
      return `When all is read back for the first time you change your mind: ${habit.field} is now ${habit.to.join(', or: ')}.`;
    case 'mumbles':
      return `At most ${habit.most} times you mumble something that nobody can understand.`;
    case 'goes-silent':
      return `At most ${habit.most} times you say nothing.`;
    case 'switches-language':
      return `After some turns you go on in ${habit.locale}.`;
    case 'asks':
      return `When you are asked for ${habit.whenAskedFor} you first ask: ${habit.question}`;
  }
}
