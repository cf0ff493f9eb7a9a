import { acknowledgement } from '../conversation/opener.ts';
import type { ModelRequest } from '../conversation/ports.ts';
import { afterTools } from './after-tools.ts';
import { type Moment, momentOf, phrase, type Ran, text } from './moment.ts';
import { nextStep } from './next-step.ts';
import { after, asks, type Reply } from './reply.ts';
import { RULES } from './rules.ts';

/** What the agent says and does next, from the situation alone. Pure: the same request, the same reply. */
export function decide(request: ModelRequest): Reply {
  const moment = momentOf(request);
  const last = moment.ran.at(-1);
  if (last !== undefined && isForTheScript(moment, last)) return afterTools(moment, last);
  switch (moment.situation.cause) {
    case 'call-started':
      return asks({ kind: 'open' }, text(moment, moment.source.greeting));
    case 'caller-silent':
      return asks(moment.situation.expect, phrase(moment, 'stillThere'));
    case 'time-nearly-up':
      return asks(moment.situation.expect, phrase(moment, 'timeNearlyUp'));
    case 'line-resumed':
      return nextStep(moment);
    case 'caller-said':
    case 'caller-keyed':
      return after(acknowledged(moment), answer(moment));
  }
}

/** What a step's tool did has led to another step already, unless it failed and there was none to go to. */
function isForTheScript({ situation }: Moment, { byStep, result }: Ran): boolean {
  return !byStep || (!result.ok && situation.step?.do === 'offer-person');
}

/** The first rule that knows what to do with the caller's words; without one, the goal goes on. */
function answer(moment: Moment): Reply {
  for (const rule of RULES) {
    const reply = rule(moment);
    if (reply !== undefined) return reply;
  }
  return nextStep(moment);
}

/** The short word for what was given when a field was asked for, unless an opener says it already. */
function acknowledged({ situation, source, locale }: Moment): string[] {
  const { expect, understood, opener } = situation;
  const ack = opener === undefined ? acknowledgement(source, expect, understood, locale) : undefined;
  return ack === undefined ? [] : [ack];
}
