/** What a caller meets who is transferred to a queue, since a laptop has no people in it. */
export interface QueueBehaviour {
  /** `accepts`: a person takes the call; `never`: nobody does; `full`: the queue takes no more. */
  agent: 'accepts' | 'never' | 'full';
  /** How long the caller waits until a person takes the call, in milliseconds. */
  waitMs: number;
  /** How long the person and the caller talk. */
  talkMs: number;
  /** Whether the hours of operation are as the template has them, or as a test wants them. */
  hours: 'as-configured' | 'open' | 'closed';
}

/** A person is there at once and is brief: a call from a command line should not take longer than it must. */
export const PERSON_AT_HAND: QueueBehaviour = {
  agent: 'accepts',
  waitMs: 500,
  talkMs: 500,
  hours: 'as-configured',
};
