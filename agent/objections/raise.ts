import type { Objection } from '../playbook/schema.ts';
import type { ObjectionAnswer, RaisedObjection } from './objection.ts';

/** Objections that are kept; whoever raises more has raised the same ones again and again. */
export const MAX_RAISED = 20;

/**
 * Notes an objection and picks the talk track that answers it: the first that this call has not heard. A talk
 * track that was given before for the same objection has not convinced.
 */
export function raise(
  raised: readonly RaisedObjection[],
  id: string,
  objection: Pick<Objection, 'rebuttals'>,
  turn: number,
): RaisedObjection[] {
  const earlier = raised.map(
    (one): RaisedObjection =>
      one.objection === id && one.outcome === 'open' ? { ...one, outcome: 'objected-again' } : one,
  );
  const used = earlier.filter((one) => one.objection === id).map((one) => one.rebuttal);
  const next = objection.rebuttals.find((rebuttal) => !used.includes(rebuttal.id));
  const now: RaisedObjection = { objection: id, rebuttal: next?.id ?? null, turn, outcome: 'open' };
  return [...earlier, now].slice(-MAX_RAISED);
}

/** A goal was reached: what was still open has been overcome, but for what the agent gave up on. */
export function overcome(raised: readonly RaisedObjection[]): RaisedObjection[] {
  return raised.map(
    (one): RaisedObjection =>
      one.outcome === 'open' && one.rebuttal !== null ? { ...one, outcome: 'overcome' } : one,
  );
}

/** How the objection that was raised in this turn is answered in a language; undefined when none was. */
export function answerTo(
  raised: readonly RaisedObjection[],
  objections: Readonly<Record<string, Objection>>,
  turn: number,
  locale: string,
): ObjectionAnswer | undefined {
  const now = raised.findLast((one) => one.turn === turn);
  const objection = now === undefined ? undefined : objections[now.objection];
  if (now === undefined || objection === undefined) return undefined;
  const rebuttal = objection.rebuttals.find(({ id }) => id === now.rebuttal);
  const text = (rebuttal?.say ?? objection.stop.say)[locale];
  if (text === undefined) return undefined;
  const next = rebuttal === undefined ? objection.stop.next : 'go-on';
  return { id: now.objection, rebuttal: now.rebuttal, say: text, next };
}
