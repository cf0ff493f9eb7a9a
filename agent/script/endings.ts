import { type Moment, phrase, text } from './moment.ts';
import { type Reply, runs } from './reply.ts';

/** The longest reason that `transfer_to_person` takes, in characters (`agent/tools/inputs.ts`). */
const REASON_CHARACTERS = 500;

/** Hands over to a person, with what the caller wanted for their eyes. */
export function transfer(moment: Moment): Reply {
  const label = moment.goal?.label[moment.locale];
  const reason = [label, moment.situation.said].filter((part) => part !== undefined).join(': ');
  return runs(
    { name: 'transfer_to_person', input: { reason: reason.slice(0, REASON_CHARACTERS) } },
    text(moment, moment.source.handover.say),
  );
}

/** Says goodbye and hangs up. */
export function goodbye(moment: Moment): Reply {
  return runs({ name: 'end_call', input: {} }, phrase(moment, 'goodbye'));
}
