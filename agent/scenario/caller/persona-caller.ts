import { readBacks } from '../../playbook/goals.ts';
import type { PlaybookSource } from '../../playbook/schema.ts';
import type { Expect } from '../../turn/expect.ts';
import type { Persona } from '../schema/caller.ts';
import type { Caller, CallerDeed, Heard, Random } from './caller.ts';
import type { HabitAtWork } from './habits/habit-at-work.ts';
import { habitsOf } from './habits/habits.ts';
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
  /** How often each fact was said when it was asked for. */
  said: Map<string, number>;
  hasOpened: boolean;
  /** What the agent said before the caller's silence that it reminds of; empty after any other deed. */
  beforeSilence: string;
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
    said: new Map(),
    hasOpened: false,
    beforeSilence: '',
  };
  const habits = habitsOf(persona, setting.random, setting.locale);
  return {
    next(heard) {
      const planned = answer(persona, setting, memory, habits, heard);
      const deed = habits.reduce((done, habit) => habit.changes?.(done, heard) ?? done, planned);
      if (sameWords(planned, deed)) remember(memory, heard, planned);
      memory.beforeSilence = deed.does === 'is-silent' ? `${memory.beforeSilence} ${heard.agent}` : '';
      return deed;
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
    memory.said.set(replaced.field, 1);
    return says(`actually ${replaced.to[0] ?? ''}`);
  }
  if (memory.asked.times > PATIENCE[persona.temper]) return says(saysOf(setting.locale).person);
  return reply(heard, persona, setting, memory);
}

/** Whether a habit left the words in what the caller does. */
function sameWords(planned: CallerDeed, deed: CallerDeed): boolean {
  return planned.does === 'says' && deed.does === 'says' && deed.text.includes(planned.text);
}

/** A fact that was said when it was asked for has been said once more; one that was taken is the agent's. */
function remember(memory: Memory, { expect }: Heard, deed: CallerDeed): void {
  if (!('field' in expect) || deed.does !== 'says') return;
  const { field } = expect;
  if (memory.ways.get(field)?.includes(deed.text) !== true && expect.kind === 'time') memory.taken.add(field);
  memory.said.set(field, (memory.said.get(field) ?? 0) + 1);
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
      const { field } = expect;
      const ways = memory.ways.get(field);
      if (ways === undefined) return says(phrases.doNotKnow);
      const way = ways[memory.said.get(field) ?? 0];
      if (way !== undefined) return says(way);
      // Whoever asks for the time again offers other ones.
      return says(expect.kind === 'time' ? phrases.firstOffer : (ways.at(-1) ?? phrases.doNotKnow));
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
  const asked = expect.confirms === undefined ? undefined : memory.ways.get(expect.confirms)?.[0];
  if (asked !== undefined) return says(asked);
  if (expect.confirms === 'anything-else') return says(phrases.nothingElse);
  if (expect.confirms !== 'goal') return says(phrases.yes);
  const wrong = misread(`${memory.beforeSilence} ${heard.agent}`, persona, setting, memory);
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
  const templates = readBacks(setting.playbook, persona.goal).map((text) => text[setting.locale] ?? '');
  // A goal with steps may read back several times: what counts is the reading back that was just heard.
  const heard = templates.filter((text) => isSaidIn(agent, text));
  const template = (heard.length > 0 ? heard : templates).join(' ');
  const changed = new Set(memory.taken);
  return [...memory.ways.keys()].find((field) => {
    const allowed = setting.facts.get(field) ?? [];
    if (changed.has(field) || allowed.length === 0 || !template.includes(`{${field}}`)) return false;
    return !allowed.some(({ spoken }) => agent.toLowerCase().includes(spoken.toLowerCase()));
  });
}

/** Whether the words of a text are in what was said, whatever stands for its placeholders. */
function isSaidIn(said: string, text: string): boolean {
  const parts = text.replaceAll(/\s+/g, ' ').split(/\{[^{}]*\}/);
  return parts.every((part) => said.includes(part.trim()));
}

function says(text: string): CallerDeed {
  return { does: 'says', text };
}
