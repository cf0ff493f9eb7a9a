import { expect, it, onTestFinished } from 'vitest';
import { attachRules, type RulePorts, tickOf } from '../../../local/cloud/buses.ts';
import type { RuleSpec } from '../../../local/cloud/resources/events-rule.ts';
import { intervalOf } from '../../../local/cloud/resources/schedule.ts';
import type { FunctionPool } from '../../../local/lambda/function-pool.ts';
import { type BusEvent, type EventBus, openEventBus } from '../../../local/services/event-bus.ts';
import { eventPattern } from '../../../local/services/event-pattern.ts';
import { openQueue, type Queue } from '../../../local/services/sqs.ts';
import { aDirectory } from '../../builders/a-change.ts';
import { aFunction } from '../../builders/a-function.ts';

interface Attached {
  /** Lets the clock of the rules that run by it strike. */
  strike(now: Date): void;
  /** At which pace it strikes. */
  intervals: number[];
  bus: EventBus;
  queue: Queue;
  invoked: string[];
  warnings: string[];
}

/** A bus with these rules, a queue and a function that they may have as targets. */
function attached(rules: RuleSpec[], pool: FunctionPool): Attached {
  const directory = aDirectory();
  const bus = openEventBus({ name: 'calls', archives: [], directory });
  const queue = openQueue('late', 'arn:queue', directory, Date.now);
  onTestFinished(() => {
    bus.close();
    queue.close();
  });
  const invoked: string[] = [];
  const warnings: string[] = [];
  const ticks: ((now: Date) => void)[] = [];
  const intervals: number[] = [];
  const ports: RulePorts = {
    buses: new Map([['calls', bus]]),
    functionByArn: (arn) => (arn === pool.spec.arn ? pool : undefined),
    queueByArn: (arn) => (arn === queue.arn ? queue : undefined),
    invokeLater: (_, payload) => invoked.push(payload),
    every: (intervalMs, tick) => {
      intervals.push(intervalMs);
      ticks.push(tick);
    },
    region: 'us-east-1',
    onWarning: (message) => warnings.push(message),
  };
  attachRules(rules, ports);
  const strike = (now: Date): void => {
    for (const tick of ticks) tick(now);
  };
  return { bus, queue, invoked, warnings, strike, intervals };
}

const aRule = (changes: Partial<RuleSpec> = {}): RuleSpec => ({
  name: 'ended',
  arn: 'arn:aws:events:us-east-1:000000000000:rule/ended',
  busName: 'calls',
  enabled: true,
  matches: eventPattern({ 'detail-type': ['call.ended'] }),
  everyMs: undefined,
  targets: [{ id: 'T', arn: 'arn:queue', changesInput: false }],
  ...changes,
});

const anEvent = (type: string): BusEvent => ({
  version: '0',
  id: 'e1',
  'detail-type': type,
  source: 'parley',
  account: '000000000000',
  time: '2026-11-23T09:00:00.000Z',
  region: 'us-east-1',
  resources: [],
  detail: {},
});

const target = (arn: string, changesInput = false) => ({ id: 'T', arn, changesInput });

it('a rule hands the whole event to its function and its queue, and only what matches', () => {
  const pool = aFunction('export const handler = async () => {};');
  const rule = aRule({ targets: [target('arn:queue'), target(pool.spec.arn)] });
  const { bus, queue, invoked, warnings } = attached([rule], pool);
  bus.put(anEvent('turn.completed'));
  bus.put(anEvent('call.ended'));
  expect(invoked.map((payload) => JSON.parse(payload))).toEqual([anEvent('call.ended')]);
  expect(queue.messages().map(({ body }) => JSON.parse(body))).toEqual([anEvent('call.ended')]);
  expect(warnings).toEqual([]);
});

it('a disabled rule hands on nothing', () => {
  const { bus, queue } = attached([aRule({ enabled: false })], aFunction(''));
  bus.put(anEvent('call.ended'));
  expect(queue.messages()).toEqual([]);
});

it.each([
  ['a rule that runs by a calendar', aRule({ matches: undefined }), 'runs by a calendar'],
  ['a target of a kind that is not served', aRule({ targets: [target('arn:kinesis')] }), 'arn:kinesis'],
  [
    'a target whose input is transformed',
    aRule({ targets: [target('arn:queue', true)] }),
    'input of its own',
  ],
])('%s is warned of', (_, rule, message) => {
  const { bus, queue, warnings } = attached([rule], aFunction(''));
  bus.put(anEvent('call.ended'));
  expect(warnings).toEqual([expect.stringContaining(message)]);
  expect(queue.messages()).toEqual([]);
});

it('a rule that runs by the clock sends its function and its queue a scheduled event with the time', () => {
  const pool = aFunction('');
  const rule = aRule({
    matches: undefined,
    everyMs: 300_000,
    targets: [target('arn:queue'), target(pool.spec.arn)],
  });
  const { queue, invoked, intervals, strike } = attached([rule], pool);
  const now = new Date('2026-12-01T09:05:00Z');
  strike(now);
  const tick = { ...tickOf(rule, 'us-east-1', now), id: expect.any(String) };
  expect(tick).toMatchObject({ source: 'aws.events', time: '2026-12-01T09:05:00.000Z', detail: {} });
  expect(intervals).toEqual([300_000]);
  expect(invoked.map((payload) => JSON.parse(payload))).toEqual([tick]);
  expect(queue.messages().map(({ body }) => JSON.parse(body))).toEqual([tick]);
});

it.each([
  ['rate(1 minute)', 60_000],
  ['rate(5 minutes)', 300_000],
  ['rate(12 hours)', 43_200_000],
  ['rate(2 days)', 172_800_000],
  ['cron(0 9 * * ? *)', undefined],
  ['rate(soon)', undefined],
])('%s is every %s ms', (expression, everyMs) => {
  expect(intervalOf(expression)).toBe(everyMs);
});
