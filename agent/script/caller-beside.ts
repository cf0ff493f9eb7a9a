import { wordsFor } from '../capture/words/languages.ts';
import { CONFIRMS } from '../turn/expect.ts';
import { transfer } from './endings.ts';
import { fillCompany, type Moment } from './moment.ts';
import { anythingElse, nextStep, offerPerson } from './next-step.ts';
import { after, type Reply } from './reply.ts';

/** "Who am I talking to?", "are you a robot?": the agent names itself as what it is, and the talk comes back. */
export function asksWho(moment: Moment): Reply | undefined {
  const { intent } = moment.situation.understood;
  if (intent !== 'who-is-there') return undefined;
  const self = fillCompany(moment, wordsFor(moment.locale).say.self);
  return after([self], moment.goal === undefined ? anythingElse(moment) : nextStep(moment));
}

/** An angry caller hears that it is regretted, and is offered a person; one who was offered a person is put through. */
export function isAngry(moment: Moment): Reply | undefined {
  const { understood, expect } = moment.situation;
  if (understood.intent !== 'anger') return undefined;
  const sorry = wordsFor(moment.locale).say.sorry;
  const isOffered = expect.kind === 'yes-no' && expect.confirms === CONFIRMS.person;
  return isOffered ? after([sorry], transfer(moment)) : offerPerson(moment, sorry);
}
