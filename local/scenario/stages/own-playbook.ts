import type { CompiledPlaybook } from '../../../agent/playbook/compiled-playbook.ts';
import { playbookOf } from '../../../agent/scenario/world/contents.ts';
import type { ConnectorService } from './connector-service.ts';
import { type Casting, modelsFor } from './stage.ts';

/** Scenario and writer in one id. Ids of playbooks are letters and digits with single - and _ between them. */
export function castingKey({ playbook, scenario, model }: Casting): string {
  const writer = model.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
  return `${playbook.id}_${scenario.id}_by-${writer}`;
}

/** A playbook for one scenario and one writer alone, and with it a calendar of its own. */
export function ownPlaybook(casting: Casting): CompiledPlaybook {
  const { playbook, scenario, model } = casting;
  return playbookOf(playbook, scenario.world, { id: castingKey(casting), models: modelsFor(model) });
}

/** The own playbooks of all castings, by `castingKey`, their connectors led to this machine. */
export function ownPlaybooks(
  castings: readonly Casting[],
  { leadHere }: Pick<ConnectorService, 'leadHere'>,
): ReadonlyMap<string, CompiledPlaybook> {
  return new Map(castings.map((casting) => [castingKey(casting), leadHere(ownPlaybook(casting))]));
}
