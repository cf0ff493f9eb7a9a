import type { Understand } from '../../conversation/ports.ts';
import type { CompiledPlaybook } from '../../playbook/compiled-playbook.ts';
import type { AskModel } from '../ask-model.ts';
import type { Outcome } from '../outcome.ts';
import type { Scenario } from '../schema/scenario.ts';
import { beginsAtMs } from '../world/contents.ts';
import type { Caller, Random } from './caller.ts';
import { knownFacts } from './known-facts.ts';
import { modelCaller } from './model-caller.ts';
import { personaCaller } from './persona-caller.ts';
import { scriptedCaller } from './scripted-caller.ts';
import { type Slip, slipsOf } from './slips.ts';

/** A caller for one call, and how to tell afterwards whether it kept to its part. */
export interface CastCaller {
  caller: Caller;
  /** What the caller said against its facts. Scripted callers say what is written and never slip. */
  slips(outcome: Outcome): Slip[];
}

/**
 * The caller of a scenario, for one call. The same draws make the same caller; a persona is played by a model
 * where there is one to ask.
 */
export function castCaller(
  scenario: Scenario,
  playbook: CompiledPlaybook,
  { random, understand, ask }: { random: Random; understand: Understand; ask?: AskModel | undefined },
): CastCaller {
  const { caller, world } = scenario;
  if (caller.kind === 'scripted') return { caller: scriptedCaller(caller), slips: () => [] };
  const { source } = playbook;
  const locale = scenario.locale ?? playbook.locales[0];
  const nowMs = beginsAtMs(world, source);
  const facts = knownFacts(caller, { playbook, locale, nowMs, understand });
  return {
    caller:
      ask === undefined
        ? personaCaller(caller, { playbook: source, locale, facts, random })
        : modelCaller(caller, locale, ask),
    slips: ({ records }) => slipsOf(records, facts, { playbook, understand }),
  };
}
