import type { AnswerEvent, Do } from '../turn/answer.ts';
import type { Expect } from '../turn/expect.ts';
import type { Route } from './session.ts';

/** An answer as far as a line that speaks whole answers needs it. */
export interface Reply {
  sentences: string[];
  /** The speaking rate in percent; undefined for the voice's usual one. */
  rate: number | undefined;
  expect: Expect;
  /** How long the caller may be silent, in milliseconds; the line's own patience when absent. */
  patienceMs: number | undefined;
  deed: Do | undefined;
  refused: Extract<AnswerEvent, { type: 'refused' }> | undefined;
}

/** Joins the events of an answer. */
export function replyOf(events: readonly AnswerEvent[]): Reply {
  const expected = events.findLast((event) => event.type === 'expect');
  const done = events.findLast((event) => event.type === 'do');
  const said = events.findLast((event) => event.type === 'say');
  const refused = events.findLast((event) => event.type === 'refused');
  return {
    sentences: events.flatMap((event) => (event.type === 'say' ? [event.text] : [])),
    rate: said?.type === 'say' ? said.voice.rate : undefined,
    expect: expected?.type === 'expect' ? expected.expect : { kind: 'open' },
    patienceMs: expected?.type === 'expect' ? expected.patienceMs : undefined,
    deed: done?.type === 'do' ? done.do : undefined,
    refused: refused?.type === 'refused' ? refused : undefined,
  };
}

/** Where the contact flow is to go after this answer. */
export function routeOf({ deed, refused }: Reply): Route {
  if (refused !== undefined) return refused.code === 'call-over' ? 'end' : 'transfer';
  switch (deed?.action) {
    case undefined:
      return 'continue';
    case 'transfer':
      return 'transfer';
    case 'hang-up':
      return 'end';
    case 'switch-language':
      return 'language';
  }
}
