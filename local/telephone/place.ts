import { PERSON_AT_HAND, type QueueBehaviour } from './connect/queue.ts';

/** Lines that the telephone network of a laptop has. */
export const TELEPHONE_LINES = ['connect', 'chime-pstn'] as const;
export type TelephoneLine = (typeof TELEPHONE_LINES)[number];

/** Lines that a command or the console can place a call on. */
export const CALL_LINES = ['media', ...TELEPHONE_LINES] as const;
export type CallLine = (typeof CALL_LINES)[number];

/** What a caller who is transferred meets, as it is asked for by name. */
export const AGENT_STATES = ['accepts', 'by-hours', 'never', 'full', 'closed'] as const;
export type AgentState = (typeof AGENT_STATES)[number];

/** Which line is called, and who is there at its end. */
export interface Place {
  line: TelephoneLine;
  queue: QueueBehaviour;
}

/** The address of a line: the telephone's own, with the choice in its query. */
export function addressOf(url: string, line: TelephoneLine, agent: AgentState): string {
  const address = new URL(url);
  address.searchParams.set('line', line);
  address.searchParams.set('agent', agent);
  return address.href;
}

/** Reads the address back, as a server gets it. Whatever is not said is a call to Connect with a person at hand. */
export function placeFrom(requestUrl: string): Place {
  const query = new URL(requestUrl, 'http://telephone').searchParams;
  const line = TELEPHONE_LINES.find((each) => each === query.get('line')) ?? 'connect';
  const agent = AGENT_STATES.find((each) => each === query.get('agent')) ?? 'accepts';
  return { line, queue: { ...PERSON_AT_HAND, ...MET[agent] } };
}

/** By name: the hours of the template count only where they are asked for, since a laptop is tried at night too. */
const MET: Readonly<Record<AgentState, Partial<QueueBehaviour>>> = {
  accepts: { hours: 'open' },
  'by-hours': { hours: 'as-configured' },
  never: { hours: 'open', agent: 'never' },
  full: { hours: 'open', agent: 'full' },
  closed: { hours: 'closed' },
};
