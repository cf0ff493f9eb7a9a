import { say, unsayFrom } from './answer.ts';
import type { Content, Step } from './state.ts';
import { changeAnswer, emit, show, update } from './state.ts';

/** Carries an event into the answer, whether it was thought ahead or comes from the committed turn. */
export function take(step: Step, event: Content): void {
  const { answer } = step.state;
  if (answer === undefined) return;
  show(step, { type: 'answer', turn: answer.turn, event });
  switch (event.type) {
    case 'say':
      takeSay(step, event);
      break;
    case 'do':
      takeDo(step, event);
      break;
    case 'expect':
      changeAnswer(step, {
        expect: event.expect,
        ...(event.patienceMs === undefined ? {} : { patienceMs: event.patienceMs }),
      });
      break;
    case 'tool':
      break; // for whoever watches
  }
}

/** The n-th sentence of the stream. A stream that repeats what is on its way already adds nothing. */
function takeSay(step: Step, { text, locale, voice }: Extract<Content, { type: 'say' }>): void {
  listenIn(step, locale);
  const { answer } = step.state;
  if (answer === undefined) return;
  const index = answer.streamed;
  changeAnswer(step, { streamed: index + 1 });
  if (answer.sayings[index]?.text === text) return;
  unsayFrom(step, index);
  say(step, { text, locale, voice });
}

/** Nothing is done twice, though a stream that is asked for again may repeat it. */
function takeDo(step: Step, event: Extract<Content, { type: 'do' }>): void {
  const { answer } = step.state;
  if (answer === undefined || answer.silenced) return;
  if (answer.afterwards.some((one) => JSON.stringify(one) === JSON.stringify(event.do))) return;
  changeAnswer(step, { afterwards: [...answer.afterwards, event.do] });
}

/** The language a call begins in is the first sentence's, where the line did not name one. */
function listenIn(step: Step, locale: string): void {
  if (step.state.locale !== undefined) return;
  update(step, { locale });
  emit(step, { type: 'listen-in', locale });
}
