import type { FunctionSpec } from '../lambda/function-process.ts';
import { readTable, type TableSpec } from './resources/dynamodb-table.ts';
import { type ContainerSpec, readHealthCheck, readTask } from './resources/ecs-task-definition.ts';
import { type MappingSpec, readMapping } from './resources/event-source-mapping.ts';
import { type ArchiveSpec, type RuleSpec, readArchive, readRule } from './resources/events-rule.ts';
import { readFunction } from './resources/lambda-function.ts';
import { describeNotRun } from './resources/not-run.ts';
import type { Resource, Template } from './template.ts';

/** A resource of which only its name matters here. */
export interface Named {
  logicalId: string;
  name: string;
  arn: string;
}

/** What the laptop's cloud will run of a template, and what it will not. */
export interface Plan {
  tables: (TableSpec & { logicalId: string })[];
  functions: (FunctionSpec & { logicalId: string })[];
  mappings: MappingSpec[];
  buses: Named[];
  rules: RuleSpec[];
  archives: ArchiveSpec[];
  queues: Named[];
  buckets: Named[];
  containers: ContainerSpec[];
  healthChecks: { path: string; port: number | undefined }[];
  warnings: string[];
}

type Reader = (plan: Plan, resource: Resource, assets: ReadonlyMap<string, string>) => void;

/** One reader for each type of resource that is run. */
const READERS: Readonly<Record<string, Reader>> = {
  'AWS::DynamoDB::Table': (plan, resource) => {
    plan.tables.push({ logicalId: resource.logicalId, ...readTable(resource) });
  },
  'AWS::Lambda::Function': (plan, resource, assets) => {
    plan.functions.push({ logicalId: resource.logicalId, ...readFunction(resource, assets) });
  },
  'AWS::Lambda::EventSourceMapping': (plan, resource) => {
    plan.mappings.push(readMapping(resource));
  },
  'AWS::Events::EventBus': (plan, resource) => {
    plan.buses.push(named(resource));
  },
  'AWS::Events::Rule': (plan, resource) => {
    plan.rules.push(readRule(resource));
  },
  'AWS::Events::Archive': (plan, resource) => {
    plan.archives.push(readArchive(resource));
  },
  'AWS::SQS::Queue': (plan, resource) => {
    plan.queues.push(named(resource));
  },
  'AWS::S3::Bucket': (plan, resource) => {
    plan.buckets.push(named(resource));
  },
  'AWS::ECS::TaskDefinition': (plan, resource, assets) => {
    plan.containers.push(...readTask(resource, assets));
  },
  'AWS::ElasticLoadBalancingV2::TargetGroup': (plan, resource) => {
    plan.healthChecks.push(readHealthCheck(resource));
  },
};

/** Reads everything that can be run out of templates. What cannot is named in `warnings`, never skipped in silence. */
export function planOf(templates: readonly Template[], assets: ReadonlyMap<string, string>): Plan {
  const plan: Plan = {
    tables: [],
    functions: [],
    mappings: [],
    buses: [],
    rules: [],
    archives: [],
    queues: [],
    buckets: [],
    containers: [],
    healthChecks: [],
    warnings: [],
  };
  const notRun: string[] = [];
  for (const resource of templates.flatMap(({ resources }) => resources)) {
    const read = READERS[resource.type];
    if (read === undefined) notRun.push(resource.type);
    else read(plan, resource, assets);
  }
  plan.warnings.push(...describeNotRun(notRun));
  return plan;
}

function named({ logicalId, identity }: Resource): Named {
  return { logicalId, name: identity.name, arn: identity.attributes.Arn ?? identity.name };
}
