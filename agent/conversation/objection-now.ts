import type { CallState } from '../call/call-state.ts';
import type { ObjectionAnswer } from '../objections/objection.ts';
import { answerTo } from '../objections/raise.ts';
import type { PlaybookSource } from '../playbook/schema.ts';

/** How the objection that the caller raised in this turn is answered; undefined when they raised none. */
export function objectionNow(
  { objections, turn, locale }: Pick<CallState, 'objections' | 'turn' | 'locale'>,
  source: Pick<PlaybookSource, 'objections'>,
): ObjectionAnswer | undefined {
  return answerTo(objections ?? [], source.objections ?? {}, turn, locale);
}
