import type { Understand } from '../../conversation/ports.ts';
import type { CompiledPlaybook } from '../../playbook/compiled-playbook.ts';
import type { Outcome } from '../outcome.ts';
import type { Scenario } from '../schema/scenario.ts';
import { beginsAtMs } from '../world/contents.ts';
import type { Caller, Random } from './caller.ts';
import { knownFacts } from './known-facts.ts';
import { personaCaller } from './persona-caller.ts';
import { scriptedCaller } from './scripted-caller.ts';
import { type Slip, slipsOf } from './slips.ts';

/** A caller for one call, and how to tell afterwards whether it kept to its part. */
export interface CastCaller {
  caller: Caller;
  /** What the caller said against its facts. Scripted callers say what is written and never slip. */
  slips(outcome: Outcome): Slip[];
}

/** The caller of a scenario, for one call. The same draws make the same caller. */
export function castCaller(
  scenario: Scenario,
  playbook: CompiledPlaybook,
  { random, understand }: { random: Random; understand: Understand },
): CastCaller {
  const { caller, world } = scenario;
  if (caller.kind === 'scripted') return { caller: scriptedCaller(caller), slips: () => [] };
  const { source } = playbook;
  const locale = scenario.locale ?? playbook.locales[0];
  const nowMs = beginsAtMs(world, source);
  const facts = knownFacts(caller, { playbook, locale, nowMs, understand });
  return {
    caller: personaCaller(caller, { playbook: source, locale, facts, random }),
    slips: ({ records }) => slipsOf(records, facts, { playbook, understand }),
  };
}
