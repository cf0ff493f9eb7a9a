import type { TurnRecord } from '../../call/turn-record.ts';
import type { Understand } from '../../conversation/ports.ts';
import type { CompiledPlaybook } from '../../playbook/compiled-playbook.ts';
import type { FieldType } from '../../playbook/schema.ts';
import type { KnownFacts } from './known-facts.ts';
import { saysOf } from './sayings.ts';

/** Something a simulated caller said that its facts do not allow: the run tells nothing about the agent. */
export interface Slip {
  turn: number;
  field: string;
  /** What was said, as the agent's code reads it. */
  value: string;
}

/** A caller may take another day or time when the agent offers it; everything else is theirs to know. */
const NEGOTIABLE: ReadonlySet<FieldType> = new Set<FieldType>(['date', 'time']);

/**
 * Finds what a caller said against its facts. Each utterance is read as the agent's own code reads it at that
 * moment of the call; what a caller mumbles is no word.
 */
export function slipsOf(
  records: readonly TurnRecord[],
  facts: KnownFacts,
  { playbook, understand }: { playbook: CompiledPlaybook; understand: Understand },
): Slip[] {
  return records.flatMap(({ turn, request, state, at }, index): Slip[] => {
    if (request.cause !== 'caller-said') return [];
    const before = records[index - 1]?.state;
    if (before === undefined) return [];
    const { text, locale } = request.said;
    if (text === saysOf(locale).mumble) return [];
    const { expect, fields, offers, goal } = before;
    const from = state.from === undefined ? {} : { from: state.from };
    const nowMs = Date.parse(at);
    const heard = understand({ playbook, locale, text, expect, fields, offers, goal, nowMs, ...from });
    return Object.entries(heard.fields)
      .filter(([field, { value }]) => isAgainst(field, value, facts, playbook))
      .map(([field, { value }]) => ({ turn, field, value }));
  });
}

function isAgainst(field: string, value: string, facts: KnownFacts, playbook: CompiledPlaybook): boolean {
  const allowed = facts.get(field);
  const type = playbook.source.fields[field]?.type;
  if (type === undefined || NEGOTIABLE.has(type) || allowed === undefined || allowed.length === 0)
    return false;
  // Free text is kept as it was said, with whatever the caller began with.
  return !allowed.some((fact) => fact.value === value || (type === 'text' && value.includes(fact.value)));
}
