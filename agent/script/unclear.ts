import { afterFillers, tokenise } from '../capture/tokens.ts';
import { wordsFor } from '../capture/words/languages.ts';
import { CONFIRMS } from '../turn/expect.ts';
import { transfer } from './endings.ts';
import { type Moment, phrase } from './moment.ts';
import { anythingElse, askAgain, confirm, nextStep, offerPerson, withoutGoal } from './next-step.ts';
import { after, asks, type Reply } from './reply.ts';

/**
 * What was asked is asked again in other words, as often as the playbook allows; then a person is offered.
 * A caller who cannot be understood even then is put through.
 */
export function unclear(moment: Moment): Reply | undefined {
  const { understood, attempts } = moment.situation;
  const { fields, goal, partOfDay } = understood;
  if (Object.keys(fields).length > 0 || goal !== undefined || partOfDay !== undefined) return undefined;
  if (attempts < moment.source.limits.reasks) return again(moment);
  return isOfferedPerson(moment) ? transfer(moment) : offerPerson(moment, phrase(moment, 'notUnderstood'));
}

function isOfferedPerson({ situation: { expect } }: Moment): boolean {
  return expect.kind === 'yes-no' && expect.confirms === CONFIRMS.person;
}

function again(moment: Moment): Reply {
  const { expect, offers } = moment.situation;
  const sorry = [phrase(moment, 'notUnderstood')];
  switch (expect.kind) {
    case 'yes-no':
      return after(sorry, confirmAgain(moment, expect.confirms));
    case 'time':
      return offers.length > 0 ? after(sorry, nextStep(moment)) : askAgain(moment, expect.field);
    case 'digits':
    case 'name':
    case 'date':
    case 'choice':
    case 'text':
      return moment.source.fields[expect.field] === undefined
        ? after(sorry, nextStep(moment))
        : askAgain(moment, expect.field);
    case 'open':
    case 'nothing':
      return after(saysHelloOnly(moment) ? [] : sorry, open(moment));
  }
}

/** "Hello?" is no wish that was not understood. */
function saysHelloOnly({ situation, locale }: Moment): boolean {
  const words = wordsFor(locale);
  const said = tokenise(situation.said ?? '', words);
  return said.length > 0 && afterFillers(said, words) === said.length;
}

function confirmAgain(moment: Moment, confirms: string | undefined): Reply {
  switch (confirms) {
    case CONFIRMS.goal:
      return confirm(moment);
    case CONFIRMS.person:
      return offerPerson(moment);
    case CONFIRMS.anythingElse:
      return anythingElse(moment);
    default:
      return nextStep(moment);
  }
}

/** An open question with a goal at hand is "what should I change?"; without one it is "how can I help?". */
function open(moment: Moment): Reply {
  if (moment.goal === undefined) return withoutGoal(moment);
  return asks({ kind: 'open' }, phrase(moment, 'changeWhat'));
}
