import type { FieldState } from '../../call/call-state.ts';
import type { CapturedField } from '../../capture/understanding.ts';
import type { Understand } from '../../conversation/ports.ts';
import type { CompiledPlaybook } from '../../playbook/compiled-playbook.ts';
import { expectOf } from '../../script/moment.ts';
import type { Persona } from '../schema/caller.ts';

/** What a caller may say about each field: every value that one of their ways to say it stands for. */
export type KnownFacts = ReadonlyMap<string, readonly CapturedField[]>;

/** In what surroundings a caller's words are read. */
export interface Reading {
  playbook: CompiledPlaybook;
  locale: string;
  nowMs: number;
  understand: Understand;
}

/** Reads each fact as the agent's own code would, were it asked for it. */
export function knownFacts(persona: Persona, reading: Reading): KnownFacts {
  const ways = new Map<string, string[]>(Object.entries(persona.facts));
  for (const habit of persona.habits ?? []) {
    if (habit.habit === 'changes-mind')
      ways.set(habit.field, [...(ways.get(habit.field) ?? []), ...habit.to]);
  }
  const known = new Map<string, CapturedField[]>();
  const dayFirst = [...ways].toSorted(([a], [b]) => rank(a, reading) - rank(b, reading));
  for (const [field, says] of dayFirst) {
    const read = says.flatMap((text) => readAs(field, text, reading, persona, known) ?? []);
    known.set(field, read);
  }
  return known;
}

/** "At three" is read in the light of the day: days come first. */
function rank(field: string, { playbook }: Reading): number {
  return playbook.source.fields[field]?.type === 'time' ? 1 : 0;
}

function readAs(
  field: string,
  text: string,
  { playbook, locale, nowMs, understand }: Reading,
  persona: Persona,
  known: ReadonlyMap<string, readonly CapturedField[]>,
): CapturedField | undefined {
  const asked = playbook.source.fields[field];
  if (asked === undefined) return undefined;
  const fields: Record<string, FieldState> = {};
  for (const [id, [value]] of known) {
    if (value !== undefined && id !== field) fields[id] = { ...value, confirmed: false, turn: 1 };
  }
  const from = persona.from === undefined ? {} : { from: persona.from };
  const expect = expectOf(field, asked);
  const input = { playbook, locale, text, expect, fields, offers: [], goal: persona.goal, nowMs, ...from };
  return understand(input).fields[field];
}
