import { collectedFields } from '../playbook/goals.ts';
import type { Field } from '../playbook/schema.ts';
import { CONFIRMS } from '../turn/expect.ts';
import { numberAt } from './number.ts';
import { afterFillers, findPhrase, phraseAt, type Token } from './tokens.ts';
import type { UnderstandInput } from './understand-input.ts';
import type { CapturedField, Understanding } from './understanding.ts';
import type { Intent, LanguageWords, PartOfDay } from './words/words.ts';

export interface FieldsContext extends UnderstandInput {
  words: LanguageWords;
  /** The goal being pursued, with what was just said. */
  goal: string | null;
  answer: 'yes' | 'no' | undefined;
  intent: Intent | undefined;
  /** The caller asked something or wants something else: their words are no answer in free text. */
  elsewhere: boolean;
}

export interface FoundFields {
  fields: Record<string, CapturedField>;
  problems: Understanding['problems'];
  partOfDay: PartOfDay | undefined;
}

/** The fields of one type that the goal collects (the whole playbook has, while there is no goal). */
export function wantedFields(context: FieldsContext, type: Field['type']): [string, Field][] {
  const { source } = context.playbook;
  const { fields } = source;
  const collected = context.goal === null ? undefined : collectedFields(source, context.goal);
  // The first day of the stretch that was asked for is no day of an appointment.
  if (type === 'date' && asksForRange(context)) return [];
  return Object.entries(fields).filter(
    ([id, field]) =>
      field.type === type && (collected === undefined || collected.includes(id) || isExpected(id, context)),
  );
}

function asksForRange({ expect, playbook: { source } }: FieldsContext): boolean {
  return 'field' in expect && source.fields[expect.field]?.type === 'date-range';
}

/** Whether this field was asked for last. A caller who is offered a person may still answer what was asked before. */
export function isExpected(id: string, context: FieldsContext): boolean {
  const { expect } = context;
  if ('field' in expect) return expect.field === id;
  const offered = expect.kind === 'yes-no' && expect.confirms === CONFIRMS.person;
  return offered && context.answer === undefined && firstMissing(context) === id;
}

function firstMissing({ goal, fields, playbook: { source } }: FieldsContext): string | undefined {
  return goal === null ? undefined : collectedFields(source, goal).find((id) => fields[id] === undefined);
}

/** The first field of that type that is wanted. */
export function fieldOfType(context: FieldsContext, type: Field['type']): string | undefined {
  return wantedFields(context, type)[0]?.[0];
}

/**
 * Whether the caller may be replacing a value: after something was read back, or with a "no" or "actually". The answer
 * to a question of fact ("no, don't text me") replaces nothing by itself.
 */
export function isCorrecting(tokens: readonly Token[], context: FieldsContext): boolean {
  const { expect, playbook, answer, words } = context;
  const confirms = expect.kind === 'yes-no' ? expect.confirms : undefined;
  if (confirms === undefined || playbook.source.fields[confirms] === undefined)
    return confirms !== undefined || answer === 'no' || hasCorrection(tokens, context);
  const begin = afterFillers(tokens, words);
  return hasCorrection(tokens.slice(phraseAt(tokens, begin, words.no)?.to ?? 0), context);
}

export function hasCorrection(tokens: readonly Token[], { words }: Pick<FieldsContext, 'words'>): boolean {
  return findPhrase(tokens, words.corrections) !== undefined;
}

/** Whether times were offered, and one of them is waited for. */
export function expectsOffer({ expect, offers }: FieldsContext): boolean {
  return expect.kind === 'time' && offers.length > 0;
}

/** Whether the first words take something back ("no wait, the last digit is one"). */
export function beginsWithCorrection(
  tokens: readonly Token[],
  { words }: Pick<FieldsContext, 'words'>,
): boolean {
  return afterCorrections(tokens, words) > afterFillers(tokens, words);
}

function afterCorrections(tokens: readonly Token[], words: LanguageWords): number {
  let at = afterFillers(tokens, words);
  for (let span = phraseAt(tokens, at, words.corrections); span !== undefined; ) {
    at = afterFillers(tokens, words, span.to);
    span = phraseAt(tokens, at, words.corrections);
  }
  return at;
}

/** "Sorry, make that seven": a number alone, after a correction, is the one that was given last. */
export function correctsLast(tokens: readonly Token[], id: string, context: FieldsContext): boolean {
  const { fields, expect, words } = context;
  const turn = fields[id]?.turn;
  const newest = Object.values(fields).every((field) => turn !== undefined && field.turn <= turn);
  if (turn === undefined || !newest || expect.kind === 'time' || !beginsWithCorrection(tokens, context))
    return false;
  const said = numberAt(tokens, afterCorrections(tokens, words), words);
  return said !== undefined && afterFillers(tokens, words, said.span.to) === tokens.length;
}
