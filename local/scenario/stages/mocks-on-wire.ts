import type { Cloud } from '../../cloud/cloud.ts';
import { freshProcesses } from './fresh-processes.ts';
import { castingKey } from './own-playbook.ts';
import type { Casting } from './stage.ts';
import { wireFault } from './wire-faults.ts';

/** Why the scenario's mocks cannot be made on the wire; undefined when they can. */
export function unmakeableMock(casting: Casting): string | undefined {
  // Its function would ask the real service: a scenario never does.
  if (Object.keys(casting.playbook.source.connectors ?? {}).length > 0)
    return 'the services behind connectors are played at the level text alone';
  return (casting.scenario.world.tools ?? [])
    .map((mock) => wireFault(mock, castingKey(casting)))
    .find((fault) => typeof fault === 'string');
}

/**
 * Sets the scenario's mocks as faults on the wire, in front of processes that remember nothing of earlier
 * ones; the answer takes them away again.
 */
export async function setMocks(cloud: Cloud, casting: Casting): Promise<() => Promise<void>> {
  const mocks = casting.scenario.world.tools ?? [];
  if (mocks.length === 0) return async () => undefined;
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
