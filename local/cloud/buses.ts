import { type EventBus, openEventBus } from '../services/event-bus.ts';
import type { Queue } from '../services/sqs.ts';
import type { FunctionPool } from './lambda/function-pool.ts';
import type { Plan } from './plan.ts';
import type { RuleSpec } from './resources/events-rule.ts';

/** The bus that every account has. */
const DEFAULT_BUS = 'default';

/** Opens the buses of a template, each with what its archives keep. */
export function openBuses(plan: Plan, directory: string): ReadonlyMap<string, EventBus> {
  const names = [DEFAULT_BUS, ...plan.buses.map(({ name }) => name)];
  return new Map(
    names.map((name) => {
      const archives = plan.archives.filter(({ busName }) => busName === name).map(({ matches }) => matches);
      return [name, openEventBus({ name, archives, directory })];
    }),
  );
}

export interface RulePorts {
  buses: ReadonlyMap<string, EventBus>;
  functionByArn(arn: string): FunctionPool | undefined;
  queueByArn(arn: string): Queue | undefined;
  invokeLater(pool: FunctionPool, payload: string): void;
  onWarning(message: string): void;
}

/** Attaches the rules of a template to its buses. What a rule asks for that is not done here is warned of. */
export function attachRules(rules: readonly RuleSpec[], ports: RulePorts): void {
  for (const { name, busName, enabled, matches, targets } of rules) {
    if (!enabled) continue;
    if (matches === undefined) {
      ports.onWarning(`The rule ${name} runs by the clock, which the laptop's cloud does not.`);
      continue;
    }
    for (const target of targets) {
      const send = target.changesInput ? undefined : sender(target.arn, ports);
      if (send === undefined)
        ports.onWarning(
          `The rule ${name} has a target that is not served on a laptop: ${target.id} (${target.arn})${target.changesInput ? ', with an input of its own' : ''}.`,
        );
      else
        ports.buses.get(busName)?.addRule({ name, matches, deliver: (event) => send(JSON.stringify(event)) });
    }
  }
}

function sender(arn: string, ports: RulePorts): ((payload: string) => void) | undefined {
  const pool = ports.functionByArn(arn);
  if (pool !== undefined) return (payload) => ports.invokeLater(pool, payload);
  const queue = ports.queueByArn(arn);
  return queue === undefined ? undefined : (payload) => queue.send(payload);
}
