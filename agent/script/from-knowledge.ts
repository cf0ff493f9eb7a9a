import { type Moment, phrase, text } from './moment.ts';
import { anythingElse, nextStep, offerPerson } from './next-step.ts';
import { after, type Reply } from './reply.ts';

/** What is read out of a passage at most, in characters: more than two sentences cannot be kept by ear. */
const MOST_SPOKEN_CHARACTERS = 300;

/**
 * A question that is none of the playbook's own: the beginning of the best passage is read out, then the talk
 * comes back to where it was. Where nothing was found the caller hears so, and is offered a person.
 */
export function answersFromKnowledge(moment: Moment): Reply | undefined {
  const { passages, understood } = moment.situation;
  if (passages === undefined || saysMore(moment)) return undefined;
  const [best] = passages;
  if (best === undefined)
    return understood.partOfDay === undefined
      ? offerPerson(moment, phrase(moment, 'unknownAnswer'))
      : undefined;
  const back = moment.goal === undefined ? anythingElse(moment) : nextStep(moment);
  return after([firstSentences(best.text)], back);
}

/**
 * What the playbook's own questions and answers say to what was asked, one after the other where two were; undefined
 * where they say nothing.
 */
export function ownAnswer(moment: Moment): string | undefined {
  const { question, alsoAsked } = moment.situation.understood;
  const answers = [question, alsoAsked].flatMap((id) => {
    const entry = moment.source.knowledge.find((one) => one.id === id);
    return entry === undefined ? [] : [text(moment, entry.answer)];
  });
  return answers.length === 0 ? undefined : answers.join(' ');
}

/** After a goal was reached: what was asked along with the yes to it is answered, or a person is offered for it. */
export function answersBesideYes(moment: Moment): Reply {
  const own = ownAnswer(moment);
  const [best] = moment.situation.passages ?? [];
  const answer = own ?? (best === undefined ? undefined : firstSentences(best.text));
  if (answer !== undefined) return after([answer], anythingElse(moment));
  const isUnknown = moment.situation.passages !== undefined;
  return isUnknown ? offerPerson(moment, phrase(moment, 'unknownAnswer')) : anythingElse(moment);
}

/** Whether the caller's words also bring the call on: then they are no question, or not only one. */
function saysMore({ situation: { understood } }: Moment): boolean {
  const { fields, goal, answer, problems } = understood;
  return Object.keys(fields).length > 0 || problems.length > 0 || goal !== undefined || answer !== undefined;
}

/** The sentences at the beginning that fit; a first sentence that does not fit is cut between words. */
function firstSentences(text: string): string {
  if (text.length <= MOST_SPOKEN_CHARACTERS) return text;
  const window = text.slice(0, MOST_SPOKEN_CHARACTERS);
  const end = Math.max(...['. ', '! ', '? '].map((mark) => window.lastIndexOf(mark)));
  return end > 0 ? window.slice(0, end + 1) : `${window.slice(0, window.lastIndexOf(' '))}.`;
}
