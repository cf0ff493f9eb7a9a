import type { ToolMock } from '../../../agent/scenario/schema/world.ts';
import type { Cloud } from '../../cloud/cloud.ts';
import { freshProcesses } from './fresh-processes.ts';
import { castingKey } from './own-playbook.ts';
import type { Casting } from './stage.ts';
import { wireFault } from './wire-faults.ts';

/** Why the scenario's mocks cannot be made on the wire; undefined when they can. */
export function unmakeableMock(casting: Casting): string | undefined {
  return toolMocks(casting)
    .map((mock) => wireFault(mock, castingKey(casting)))
    .find((fault) => typeof fault === 'string');
}

/**
 * Sets the scenario's mocks as faults on the wire, in front of processes that remember nothing of earlier
 * ones; the answer takes them away again.
 */
export async function setMocks(cloud: Cloud, casting: Casting): Promise<() => Promise<void>> {
  const mocks = toolMocks(casting);
  // A service behind a connector that fails opens a breaker as a table does.
  if ((casting.scenario.world.tools ?? []).length === 0) return async () => undefined;
  await freshProcesses(cloud);
  const faults = mocks.flatMap((mock) => {
    const fault = wireFault(mock, castingKey(casting));
    return typeof fault === 'string' ? [] : [cloud.faults.set(fault)];
  });
  return async () => {
    for (const fault of faults) fault.takeAway();
    await freshProcesses(cloud);
  };
}

/** The mocks of tools that work on the laptop's tables; services behind connectors have a server of their own. */
function toolMocks({ scenario, playbook }: Casting): ToolMock[] {
  const connectors = playbook.source.connectors ?? {};
  return (scenario.world.tools ?? []).filter(({ tool }) => !Object.hasOwn(connectors, tool));
}
