import type { CallState } from '../call/call-state.ts';
import type { Understanding } from '../capture/understanding.ts';
import type { CompiledPlaybook } from '../playbook/compiled-playbook.ts';
import { fill } from '../playbook/fill.ts';
import { stepsOf } from '../playbook/goals.ts';
import type { PlaybookSource } from '../playbook/schema.ts';
import { CONFIRMS, type Expect } from '../turn/expect.ts';

export interface OpenerInput {
  playbook: CompiledPlaybook;
  /** As it was when the caller spoke: `expect` is what had been asked. */
  state: CallState;
  understood: Understanding;
}

/**
 * The short acknowledgement that is spoken while the model still writes, or undefined when there is nothing
 * to acknowledge. It only says what plain code is sure of, so that the model's answer cannot contradict it.
 */
export function chooseOpener({ playbook, state, understood }: OpenerInput): string | undefined {
  const { source } = playbook;
  // Nothing cheerful goes before what a caller in danger has to hear.
  if (isHeardAlone(source, understood.question)) return undefined;
  const ack = acknowledgement(source, state.expect, understood, state.locale);
  if (ack !== undefined) return ack;
  const { objection, intent, goal } = understood;
  const wantsPerson = intent === 'person' || isPersonOffered(state.expect);
  if (objection !== undefined || wantsPerson || beginsWithWords(source, goal)) return undefined;
  const recognised = [understood.goal, understood.question].some((found) => found !== undefined);
  // A yes to a question for a value is no answer that could be acknowledged.
  const agreed = understood.answer === 'yes' && !('field' in state.expect);
  if (!recognised && !agreed) return undefined;
  return rotate(source.phrases.openers[state.locale] ?? [], state);
}

/** A yes to a person is followed by the playbook's own words, which begin with one like an opener. */
function isPersonOffered(expect: Expect): boolean {
  return expect.kind === 'yes-no' && expect.confirms === CONFIRMS.person;
}

/**
 * What acknowledges the caller's answer to a field that was asked for: the field's own words or, where the caller
 * gave something else instead (a day, when asked for the name), those of what they gave.
 */
export function acknowledgement(
  { fields }: Pick<PlaybookSource, 'fields'>,
  expect: Expect,
  understood: Understanding,
  locale: string,
): string | undefined {
  if (!('field' in expect)) return undefined;
  const given =
    understood.fields[expect.field] === undefined ? Object.keys(understood.fields) : [expect.field];
  for (const id of given) {
    const [captured, ack] = [understood.fields[id], fields[id]?.ack?.[locale]];
    if (captured !== undefined && ack !== undefined) return fill(ack, { value: captured.spoken });
  }
  return undefined;
}

/** One opener after the other by turn number, never the one that was used last. */
function rotate(openers: readonly string[], state: CallState): string | undefined {
  const usedBefore = state.history
    .toReversed()
    .map((entry) =>
      entry.who === 'agent' ? openers.find((opener) => entry.text.startsWith(opener)) : undefined,
    )
    .find((opener) => opener !== undefined);
  const fresh = openers.filter((opener) => opener !== usedBefore);
  return fresh[state.turn % fresh.length];
}

/** Whether the first step of that goal is to say something: then that comes first, such as what to do in danger. */
function beginsWithWords(source: PlaybookSource, goal: string | undefined): boolean {
  const graph = goal === undefined ? undefined : stepsOf(source, goal);
  return graph?.start.some(({ to }) => graph.nodes.get(to)?.deed.kind === 'say') ?? false;
}

/** Whether that entry of the knowledge is one after which the agent only listens. */
export function isHeardAlone(
  { knowledge }: Pick<PlaybookSource, 'knowledge'>,
  question: string | undefined,
): boolean {
  return knowledge.some((entry) => entry.id === question && entry.next === 'listen');
}
