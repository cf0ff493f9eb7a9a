import type { Expect } from '../../conversation/expect.ts';
import type { PlaybookSource } from '../../playbook/schema.ts';
import type { Persona } from '../schema/caller.ts';
import type { Caller, CallerDeed, Heard, Random } from './caller.ts';
import { type HabitAtWork, habitsOf } from './habits/habits.ts';
import type { KnownFacts } from './known-facts.ts';
import { saysOf } from './sayings.ts';

/** How often a caller answers the same question before they have had enough. */
const PATIENCE: Readonly<Record<Persona['temper'], number>> = { patient: 4, hurried: 3, cross: 2 };

export interface PersonaSetting {
  playbook: PlaybookSource;
  /** The language the caller begins in, BCP-47. */
  locale: string;
  facts: KnownFacts;
  random: Random;
}

/** What a simulated caller remembers of the call. */
interface Memory {
  /** What was asked last, and how often in a row. */
  asked: { key: string; times: number };
  /** Readings back that were wrong. */
  corrections: number;
  /** Fields whose value the caller took from what the agent offered. */
  taken: Set<string>;
  /** Facts as they stand: a change of mind replaces one. */
  ways: Map<string, readonly string[]>;
  hasOpened: boolean;
}

/**
 * A caller played by rules: answers what is asked from its facts, checks what is read back, loses patience,
 * and has its habits. The same draws make the same caller.
 */
export function personaCaller(persona: Persona, setting: PersonaSetting): Caller {
  const memory: Memory = {
    asked: { key: '', times: 0 },
    corrections: 0,
    taken: new Set(),
    ways: new Map(Object.entries(persona.facts)),
    hasOpened: false,
  };
  const habits = habitsOf(persona, setting.random, setting.locale);
  return {
    next(heard) {
      const deed = answer(persona, setting, memory, habits, heard);
      return habits.reduce((done, habit) => habit.changes?.(done, heard) ?? done, deed);
    },
  };
}

function answer(
  persona: Persona,
  setting: PersonaSetting,
  memory: Memory,
  habits: readonly HabitAtWork[],
  heard: Heard,
): CallerDeed {
  const key = JSON.stringify(heard.expect);
  memory.asked = { key, times: memory.asked.key === key ? memory.asked.times + 1 : 1 };
  if (!memory.hasOpened) {
    memory.hasOpened = true;
    return says(opening(persona));
  }
  const replaced = habits.map((habit) => habit.replaces?.(heard)).find((each) => each !== undefined);
  if (replaced !== undefined) {
    memory.ways.set(replaced.field, replaced.to);
    return says(`actually ${replaced.to[0] ?? ''}`);
  }
  if (memory.asked.times > PATIENCE[persona.temper]) return says(saysOf(setting.locale).person);
  return reply(heard, persona, setting, memory);
}

/** A hurried caller says at once what they know; the others only what they want. */
function opening({ opens, temper, facts }: Persona): string {
  if (temper !== 'hurried') return opens;
  const all = Object.values(facts).flatMap(([first]) => (first === undefined ? [] : [first]));
  return [opens, ...all].join(', ');
}

function reply(heard: Heard, persona: Persona, setting: PersonaSetting, memory: Memory): CallerDeed {
  const { expect } = heard;
  const phrases = saysOf(setting.locale);
  switch (expect.kind) {
    case 'yes-no':
      return answerYesNo(expect, heard, persona, setting, memory);
    case 'nothing':
      return { does: 'hangs-up' };
    case 'open':
      return says(persona.opens);
    default: {
      const ways = memory.ways.get(expect.field);
      if (ways === undefined) return says(phrases.doNotKnow);
      const way = ways[memory.asked.times - 1];
      if (way !== undefined) return says(way);
      if (expect.kind !== 'time' && expect.kind !== 'date') return says(ways.at(-1) ?? phrases.doNotKnow);
      memory.taken.add(expect.field);
      return says(phrases.firstOffer);
    }
  }
}

function answerYesNo(
  expect: Extract<Expect, { kind: 'yes-no' }>,
  heard: Heard,
  persona: Persona,
  setting: PersonaSetting,
  memory: Memory,
): CallerDeed {
  const phrases = saysOf(setting.locale);
  if (expect.confirms === 'anything-else') return says(phrases.nothingElse);
  if (expect.confirms !== 'goal') return says(phrases.yes);
  const wrong = misread(heard.agent, persona, setting, memory);
  if (wrong === undefined) return says(phrases.yes);
  memory.corrections += 1;
  if (memory.corrections > PATIENCE[persona.temper]) return says(phrases.person);
  return says(`${phrases.no} ${memory.ways.get(wrong)?.at(-1) ?? ''}`);
}

/** The first fact that the goal reads back and that was not read back as the caller means it. */
function misread(
  agent: string,
  persona: Persona,
  setting: PersonaSetting,
  memory: Memory,
): string | undefined {
  const template = setting.playbook.goals[persona.goal]?.confirm[setting.locale] ?? '';
  const changed = new Set(memory.taken);
  return [...memory.ways.keys()].find((field) => {
    const allowed = setting.facts.get(field) ?? [];
    if (changed.has(field) || allowed.length === 0 || !template.includes(`{${field}}`)) return false;
    return !allowed.some(({ spoken }) => agent.toLowerCase().includes(spoken.toLowerCase()));
  });
}

function says(text: string): CallerDeed {
  return { does: 'says', text };
}
