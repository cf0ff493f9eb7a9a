import { wordsOfLabel } from '../capture/overlap.ts';
import { findPhrase, tokenise } from '../capture/tokens.ts';
import { wordsFor } from '../capture/words/languages.ts';
import { isHeardAlone } from '../conversation/opener.ts';
import { CONFIRMS } from '../turn/expect.ts';
import { isAsked } from './appointments.ts';
import { asksWho, isAngry } from './caller-beside.ts';
import { goodbye, transfer } from './endings.ts';
import { answersBesideYes, answersFromKnowledge, ownAnswer } from './from-knowledge.ts';
import { fieldOfType, fillCompany, type Moment, phrase, text } from './moment.ts';
import { anythingElse, ask, askAgain, nextStep, offerPerson, reach, withoutGoal } from './next-step.ts';
import { recalls } from './recall.ts';
import { after, asks, type Reply } from './reply.ts';
import { unclear } from './unclear.ts';

/** One thing that a caller can do, and what follows; undefined when they did something else. */
export type Rule = (moment: Moment) => Reply | undefined;

/** The rules in the order of what matters most. Exactly one of them answers, or the goal goes on. */
export const RULES: readonly Rule[] = [
  changesLanguage,
  mustHear,
  wantsPerson,
  declinesPerson,
  asksWho,
  isAngry,
  recalls,
  wantsRepetition,
  wantsTime,
  takesBack,
  answersObjection,
  agrees,
  asksQuestion,
  hasReachedGoal,
  isFinished,
  leaves,
  saidWhatCannotBe,
  answersConfirmation,
  namesWhatToChange,
  changesNothing,
  refusesOffers,
  choosesAppointment,
  answersFromKnowledge,
  unclear,
];

/** "¿Habla español?" and no more: what was asked is asked in that language, or what there is is told in it. */
function changesLanguage(moment: Moment): Reply | undefined {
  const { understood, passages } = moment.situation;
  const said = [understood.answer, understood.intent, understood.question, understood.problems[0], passages];
  if (understood.language === undefined || saidSomethingNew(moment) || said.some((one) => one !== undefined))
    return undefined;
  return nextStep(moment);
}

/** What the caller must hear before and instead of anything else, such as whom to call in danger. */
function mustHear(moment: Moment): Reply | undefined {
  const { question } = moment.situation.understood;
  const entry = moment.source.knowledge.find((one) => one.id === question);
  if (entry === undefined || !isHeardAlone(moment.source, question)) return undefined;
  return asks({ kind: 'open' }, text(moment, entry.answer));
}

function wantsPerson(moment: Moment): Reply | undefined {
  const { understood, expect } = moment.situation;
  const accepted =
    confirms(moment) === CONFIRMS.person && understood.answer === 'yes' && expect.kind === 'yes-no';
  return understood.intent === 'person' || accepted ? transfer(moment) : undefined;
}

/** No person is wanted: the goal goes on. After a number that led to no appointment another one is asked for. */
function declinesPerson(moment: Moment): Reply | undefined {
  const { understood } = moment.situation;
  if (confirms(moment) !== CONFIRMS.person || understood.answer !== 'no' || saidSomethingNew(moment))
    return undefined;
  const phone = fieldOfType(moment, 'phone');
  const failedToFind = moment.goal?.plain?.lookup === 'find_appointments' && moment.appointment === null;
  if (failedToFind && phone !== undefined && moment.fields[phone] !== undefined) return ask(moment, phone);
  const atAnEnd = moment.goal === undefined || moment.situation.step?.do === 'offer-person';
  return atAnEnd ? anythingElse(moment) : nextStep(moment);
}

function wantsRepetition(moment: Moment): Reply | undefined {
  if (moment.situation.understood.intent !== 'repeat') return undefined;
  const last = moment.history.findLast((entry) => entry.who === 'agent' && entry.text !== '');
  return last === undefined ? nextStep(moment) : asks(moment.situation.expect, last.text);
}

function wantsTime(moment: Moment): Reply | undefined {
  if (moment.situation.understood.intent !== 'wait' || saidSomethingNew(moment)) return undefined;
  return asks(moment.situation.expect, phrase(moment, 'takeYourTime'));
}

function takesBack(moment: Moment): Reply | undefined {
  return moment.situation.understood.intent === 'cancel-that' ? anythingElse(moment) : undefined;
}

/** A yes to what was read back does it; what was asked in the same breath is answered after it. */
function agrees(moment: Moment): Reply | undefined {
  const agreed = confirms(moment) === CONFIRMS.goal && moment.situation.understood.answer === 'yes';
  return agreed && !saidSomethingNew(moment) ? reach(moment) : undefined;
}

/** An objection is answered with its talk track; when none is left, as the playbook says. */
function answersObjection(moment: Moment): Reply | undefined {
  const { objection } = moment.situation;
  if (objection === undefined) return undefined;
  const said = fillCompany(moment, objection.say);
  switch (objection.next) {
    case 'go-on':
      return after([said], moment.goal === undefined ? anythingElse(moment) : nextStep(moment));
    case 'offer-person':
      return offerPerson(moment, said);
    case 'goodbye':
      return after([said], goodbye(moment));
  }
}

/** A question is answered, then the talk comes back to where it was. */
function asksQuestion(moment: Moment): Reply | undefined {
  const answer = ownAnswer(moment);
  if (answer === undefined) return undefined;
  return after([answer], moment.goal === undefined ? anythingElse(moment) : nextStep(moment));
}

/** The steps of a goal have come to their end, and its last words have been said. */
function hasReachedGoal(moment: Moment): Reply | undefined {
  return moment.situation.finished === undefined ? undefined : answersBesideYes(moment);
}

/** "No, that's all" to "anything else?", or thanks when nothing is left to do. */
function isFinished(moment: Moment): Reply | undefined {
  const { understood } = moment.situation;
  if (moment.goal !== undefined || saidSomethingNew(moment)) return undefined;
  const asked = confirms(moment) === CONFIRMS.anythingElse;
  const thanks = understood.intent === 'thanks' && (asked || moment.situation.reached.length > 0);
  const nothing = asked && understood.answer === 'no';
  const more = asked && understood.answer === 'yes' && understood.intent !== 'thanks';
  if (more) return asks({ kind: 'open' }, phrase(moment, 'help'));
  return thanks || nothing ? goodbye(moment) : undefined;
}

function leaves(moment: Moment): Reply | undefined {
  return moment.situation.understood.intent === 'goodbye' ? goodbye(moment) : undefined;
}

/** A day that has gone by or is closed, too few digits: says why and asks again. */
function saidWhatCannotBe(moment: Moment): Reply | undefined {
  const { understood, attempts } = moment.situation;
  const problem = understood.problems.find(({ field }) => understood.fields[field] === undefined);
  if (problem === undefined || moment.goal === undefined) return undefined;
  if (attempts >= moment.source.limits.reasks) return offerPerson(moment);
  const again = askAgain(moment, problem.field);
  const day = { day: problem.spoken };
  switch (problem.problem) {
    case 'past':
    case 'too-soon':
      return { ...again, say: [phrase(moment, 'pastDate', day)] };
    case 'closed':
      return { ...again, say: [phrase(moment, 'closedDay', day)] };
    case 'too-far':
      return { ...again, say: [phrase(moment, 'tooFarDate', day)] };
    case 'incomplete':
    case 'ambiguous':
    case 'out-of-range':
      return again;
  }
}

/** After the reading back: new values go on from there, a bare no asks what is wrong. */
function answersConfirmation(moment: Moment): Reply | undefined {
  const { understood } = moment.situation;
  if (confirms(moment) !== CONFIRMS.goal || saidSomethingNew(moment)) return undefined;
  if (understood.answer !== 'no') return undefined;
  return namesWhatToChange(moment) ?? asks({ kind: 'open' }, phrase(moment, 'changeWhat'));
}

/** "The phone number": the field that was named is asked for again. */
function namesWhatToChange(moment: Moment): Reply | undefined {
  const { understood, expect } = moment.situation;
  const correcting =
    expect.kind === 'open' || (confirms(moment) === CONFIRMS.goal && understood.answer === 'no');
  if (moment.goal === undefined || !correcting || saidSomethingNew(moment)) return undefined;
  const words = wordsFor(moment.locale);
  const said = tokenise(moment.situation.said ?? '', words);
  const named = moment.goal.collect.find((id) => {
    const label = moment.source.fields[id]?.label[moment.locale] ?? '';
    return wordsOfLabel(label, words).some((word) => findPhrase(said, [word]) !== undefined);
  });
  return named === undefined ? undefined : ask(moment, named);
}

/** "Nothing, it's fine" to "what should I change?": all stays as it is, and is read back again. */
function changesNothing(moment: Moment): Reply | undefined {
  const { understood, expect } = moment.situation;
  const answered = understood.answer !== undefined && expect.kind === 'open';
  return moment.goal === undefined || !answered || saidSomethingNew(moment) ? undefined : nextStep(moment);
}

/** None of the times that were offered: another day is asked for. */
function refusesOffers(moment: Moment): Reply | undefined {
  const { understood, expect, offers } = moment.situation;
  const refused = expect.kind === 'time' && offers.length > 0 && understood.answer === 'no';
  const day = fieldOfType(moment, 'date');
  if (!refused || day === undefined || saidSomethingNew(moment)) return undefined;
  return ask(moment, day);
}

/** The answer to "which one?" needs the appointments again: the call's state does not hold them. */
function choosesAppointment(moment: Moment): Reply | undefined {
  if (!isAsked(moment) || moment.situation.attempts >= moment.source.limits.reasks) return undefined;
  return moment.goal === undefined ? withoutGoal(moment) : nextStep(moment);
}

function confirms({ situation: { expect } }: Moment): string | undefined {
  return expect.kind === 'yes-no' ? expect.confirms : undefined;
}

/** Whether the caller's words hold more than a yes, a no or a set phrase. */
function saidSomethingNew({ situation: { understood } }: Moment): boolean {
  return (
    Object.keys(understood.fields).length > 0 ||
    understood.goal !== undefined ||
    understood.partOfDay !== undefined
  );
}
