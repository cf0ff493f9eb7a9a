import type { FunctionPool } from '../lambda/function-pool.ts';
import { type BusEvent, type EventBus, openEventBus } from '../services/event-bus.ts';
import type { Queue } from '../services/sqs.ts';
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
  /** Calls back at this pace, with the time, for as long as the stack runs. */
  every(intervalMs: number, tick: (now: Date) => void): void;
  region: string;
  onWarning(message: string): void;
}

type Send = (event: BusEvent) => void;

/** Attaches the rules of a template to its buses and the clock. What is not done here is warned of. */
export function attachRules(rules: readonly RuleSpec[], ports: RulePorts): void {
  for (const rule of rules.filter(({ enabled }) => enabled)) {
    const { name, busName, matches, everyMs } = rule;
    if (matches !== undefined) {
      for (const deliver of senders(rule, ports))
        ports.buses.get(busName)?.addRule({ name, matches, deliver });
    } else if (everyMs !== undefined) {
      const sends = senders(rule, ports);
      ports.every(everyMs, (now) => {
        for (const send of sends) send(tickOf(rule, ports.region, now));
      });
    } else
      ports.onWarning(
        `The rule ${name} runs by a calendar (cron), which the laptop's cloud does not: it knows rate(…) alone.`,
      );
  }
}

/** What a rule that runs by the clock sends (EventBridge user guide, "Creating a rule that runs on a schedule"). */
export function tickOf({ arn }: Pick<RuleSpec, 'arn'>, region: string, now: Date): BusEvent {
  return {
    version: '0',
    id: crypto.randomUUID(),
    'detail-type': 'Scheduled Event',
    source: 'aws.events',
    account: arn.split(':')[4] ?? '',
    time: now.toISOString(),
    region,
    resources: [arn],
    detail: {},
  };
}

function senders({ name, targets }: RuleSpec, ports: RulePorts): Send[] {
  return targets.flatMap((target) => {
    const send = target.changesInput ? undefined : sender(target.arn, ports);
    if (send !== undefined) return [(event: BusEvent) => send(JSON.stringify(event))];
    ports.onWarning(
      `The rule ${name} has a target that is not served on a laptop: ${target.id} (${target.arn})${target.changesInput ? ', with an input of its own' : ''}.`,
    );
    return [];
  });
}

function sender(arn: string, ports: RulePorts): ((payload: string) => void) | undefined {
  const pool = ports.functionByArn(arn);
  if (pool !== undefined) return (payload) => ports.invokeLater(pool, payload);
  const queue = ports.queueByArn(arn);
  return queue === undefined ? undefined : (payload) => queue.send(payload);
}
