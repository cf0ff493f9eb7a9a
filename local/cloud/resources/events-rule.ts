import * as z from 'zod';
import { type EventMatcher, eventPattern } from '../../services/event-pattern.ts';
import type { Resource } from '../template.ts';
import { intervalOf } from './schedule.ts';

const Target = z.object({
  Id: z.string(),
  Arn: z.string(),
  Input: z.string().optional(),
  InputPath: z.string().optional(),
  InputTransformer: z.looseObject({}).optional(),
});
const Rule = z.object({
  EventBusName: z.string().default('default'),
  EventPattern: z.looseObject({}).optional(),
  ScheduleExpression: z.string().optional(),
  State: z.string().default('ENABLED'),
  Targets: z.array(Target).default([]),
});

export interface RuleSpec {
  name: string;
  arn: string;
  busName: string;
  enabled: boolean;
  /** Undefined for a rule that runs by the clock. */
  matches: EventMatcher | undefined;
  /** How often it runs by the clock; undefined when it does not, or not at a steady rate. */
  everyMs: number | undefined;
  targets: { id: string; arn: string; changesInput: boolean }[];
}

export function readRule(resource: Resource): RuleSpec {
  const rule = resource.read(Rule);
  return {
    name: resource.identity.name,
    arn: resource.identity.attributes.Arn ?? resource.identity.name,
    busName: busName(rule.EventBusName),
    enabled: rule.State !== 'DISABLED',
    matches: rule.EventPattern === undefined ? undefined : eventPattern(rule.EventPattern),
    everyMs: rule.ScheduleExpression === undefined ? undefined : intervalOf(rule.ScheduleExpression),
    targets: rule.Targets.map(({ Id, Arn, Input, InputPath, InputTransformer }) => ({
      id: Id,
      arn: Arn,
      changesInput: [Input, InputPath, InputTransformer].some((each) => each !== undefined),
    })),
  };
}

const Archive = z.object({ SourceArn: z.string(), EventPattern: z.looseObject({}).optional() });

export interface ArchiveSpec {
  busName: string;
  matches: EventMatcher;
}

export function readArchive(resource: Resource): ArchiveSpec {
  const { SourceArn, EventPattern } = resource.read(Archive);
  const matches = EventPattern === undefined ? () => true : eventPattern(EventPattern);
  return { busName: busName(SourceArn), matches };
}

/** A bus is named, or given by its ARN. */
function busName(given: string): string {
  return given.split('/').at(-1) ?? given;
}
