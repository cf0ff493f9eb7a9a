import * as z from 'zod';
import { HOURS_PER_MONTH, PRICES } from './prices.ts';

/** The parts of a CloudFormation template that decide what it costs while nobody calls. */
const CostedTemplate = z.object({
  Resources: z.record(
    z.string(),
    z.object({ Type: z.string(), Properties: z.record(z.string(), z.unknown()).optional() }),
  ),
});
type Resource = z.infer<typeof CostedTemplate>['Resources'][string];

/** One line of the monthly bill. */
export interface IdleCost {
  what: string;
  count: number;
  /** For all of them together. */
  usdPerMonth: number;
}

/** A template has a kind of resource of which it is not known what it costs. */
export class CostUnknown extends Error {
  override readonly name = 'CostUnknown';
}

/**
 * What a template costs each month while nobody calls, line by line, at list prices without any free tier.
 *
 * @param template a synthesized CloudFormation template, parsed.
 * @throws CostUnknown naming every resource type that nobody has looked up yet.
 */
export function idleMonthlyCost(template: unknown): IdleCost[] {
  const { Resources: resources } = CostedTemplate.parse(template);
  const all = Object.values(resources);
  refuseUnknown(all);
  const tasks = fargate(resources);
  const schedules = propertiesOf(all, RULE, Rule).flatMap(
    ({ ScheduleExpression }) => ScheduleExpression ?? [],
  );
  const lines = [
    line('CloudWatch alarm', count(all, 'AWS::CloudWatch::Alarm'), PRICES.alarm.usd),
    line('Function run by the clock', schedules.length, mean(schedules.map(scheduleUsd))),
    line('Fargate task', tasks.count, tasks.usdPerMonthEach),
    line('Application load balancer', count(all, LOAD_BALANCER), PRICES.loadBalancer.usd * HOURS_PER_MONTH),
    line('Claimed telephone number', count(all, PHONE_NUMBER), PRICES.connectNumber.usd * DAYS_PER_MONTH),
    line('Public IPv4 address', publicAddresses(all), PRICES.publicAddress.usd * HOURS_PER_MONTH),
  ];
  return lines.filter((each) => each.count > 0);
}

/** Days in the month that HOURS_PER_MONTH stands for. */
const DAYS_PER_MONTH = HOURS_PER_MONTH / 24;

/** The sum of a bill in US dollars a month. */
export function totalUsd(costs: readonly IdleCost[]): number {
  return costs.reduce((sum, cost) => sum + cost.usdPerMonth, 0);
}

const LOAD_BALANCER = 'AWS::ElasticLoadBalancingV2::LoadBalancer';
const PHONE_NUMBER = 'AWS::Connect::PhoneNumber';
const RULE = 'AWS::Events::Rule';
const SERVICE = 'AWS::ECS::Service';
const TASK_DEFINITION = 'AWS::ECS::TaskDefinition';

/** Resource types that are billed by the hour or the month; the functions below know how. */
const BILLED = new Set(['AWS::CloudWatch::Alarm', LOAD_BALANCER, SERVICE, PHONE_NUMBER, RULE]);

/** Resource types that cost nothing while nobody calls, and why. */
export const FREE_WHILE_IDLE: Readonly<Record<string, string>> = {
  'AWS::CDK::Metadata': 'a note to AWS about the CDK version',
  'AWS::Chime::SipMediaApplication': 'per minute of a call',
  'AWS::Connect::ContactFlow': 'free',
  'AWS::Connect::HoursOfOperation': 'free',
  'AWS::Connect::Instance': 'per minute of a call',
  'AWS::Connect::InstanceStorageConfig': 'free',
  'AWS::Connect::IntegrationAssociation': 'free',
  'AWS::Connect::Queue': 'free',
  'AWS::Connect::RoutingProfile': 'free',
  'Custom::ParleyFlowOfNumber': 'one run of a function per change',
  'Custom::ParleySipRule': 'one run of a function per change',
  'AWS::DynamoDB::Table': 'on demand: per request; storage and point-in-time recovery per GB of calls kept',
  'AWS::EC2::FlowLog': 'per GB of log lines',
  'AWS::EC2::InternetGateway': 'per GB',
  'AWS::EC2::Route': 'free',
  'AWS::EC2::RouteTable': 'free',
  'AWS::EC2::SecurityGroup': 'free',
  'AWS::EC2::SecurityGroupEgress': 'free',
  'AWS::EC2::SecurityGroupIngress': 'free',
  'AWS::EC2::Subnet': 'free',
  'AWS::EC2::SubnetRouteTableAssociation': 'free',
  'AWS::EC2::VPC': 'free',
  'AWS::EC2::VPCEndpoint': 'gateway endpoints, the only kind here, are free',
  'AWS::EC2::VPCGatewayAttachment': 'free',
  'AWS::ECS::Cluster': 'free; Container Insights is off',
  'AWS::ECS::TaskDefinition': 'counted with the service that runs it',
  'AWS::ElasticLoadBalancingV2::Listener': 'part of its load balancer',
  'AWS::ElasticLoadBalancingV2::TargetGroup': 'part of its load balancer',
  'AWS::Events::Archive': 'per GB archived and kept',
  'AWS::Events::EventBus': 'per event',
  'AWS::IAM::Policy': 'free',
  'AWS::IAM::Role': 'free',
  'AWS::Lambda::EventSourceMapping': 'Lambda reads DynamoDB streams free of charge',
  'AWS::Lambda::Function': 'per request and GB-second; nothing is provisioned',
  'AWS::Lambda::Permission': 'free',
  'AWS::Lex::Bot': 'per request',
  'AWS::Lex::BotAlias': 'free',
  'AWS::Lex::BotVersion': 'free',
  'AWS::Lex::ResourcePolicy': 'free',
  'AWS::Logs::LogGroup': 'per GB of log lines',
  'AWS::S3::Bucket': 'per GB kept and per request',
  'AWS::S3::BucketPolicy': 'free',
  'AWS::SNS::Subscription': 'per message',
  'AWS::SNS::Topic': 'per message',
  'AWS::SNS::TopicPolicy': 'free',
  'AWS::SQS::Queue': 'per request; nobody polls the dead letters',
  'AWS::SQS::QueuePolicy': 'free',
};

function refuseUnknown(resources: readonly Resource[]): void {
  const known = (type: string): boolean => BILLED.has(type) || type in FREE_WHILE_IDLE;
  const unknown = [...new Set(resources.map(({ Type }) => Type))].filter((type) => !known(type)).sort();
  if (unknown.length === 0) return;
  throw new CostUnknown(
    `What these cost while idle is not known: ${unknown.join(', ')}. Add each to lib/cost/idle.ts: to FREE_WHILE_IDLE with the reason, or with its price.`,
  );
}

function line(what: string, howMany: number, usdPerMonthEach: number): IdleCost {
  return { what, count: howMany, usdPerMonth: howMany * usdPerMonthEach };
}

function count(resources: readonly Resource[], type: string): number {
  return resources.filter(({ Type }) => Type === type).length;
}

const Service = z.object({
  DesiredCount: z.number(),
  TaskDefinition: z.object({ Ref: z.string() }),
  NetworkConfiguration: z.object({ AwsvpcConfiguration: z.object({ AssignPublicIp: z.string() }) }),
});
const TaskDefinition = z.object({ Cpu: z.coerce.number(), Memory: z.coerce.number() });
const LoadBalancer = z.object({ Scheme: z.string(), Subnets: z.array(z.unknown()) });

function propertiesOf<S extends z.ZodType>(resources: readonly Resource[], type: string, schema: S) {
  return resources.filter(({ Type }) => Type === type).map(({ Properties }) => schema.parse(Properties));
}

/** A rule for events of AWS services is free; one that runs a function by the clock is paid by its runs. */
const Rule = z.object({ ScheduleExpression: z.string().optional() });

/** What one run is taken to be while nobody calls: one read of an empty index. An estimate, not a measurement. */
const RUN_SECONDS = 0.1;
const RUN_MEMORY_GB = 0.25;

/** What a function that runs at this rate costs in a month. @throws CostUnknown for anything but `rate(n minutes)`. */
function scheduleUsd(expression: string): number {
  const minutes = /^rate\((\d+) minutes?\)$/.exec(expression)?.[1];
  if (minutes === undefined) throw new CostUnknown(`How often "${expression}" runs is not known here.`);
  const runs = (HOURS_PER_MONTH * 60) / Number(minutes);
  const { lambdaMemory, lambdaRequest, tableRead, trace } = PRICES;
  return (
    runs * (RUN_SECONDS * RUN_MEMORY_GB * lambdaMemory.usd + lambdaRequest.usd + tableRead.usd + trace.usd)
  );
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, each) => sum + each, 0) / values.length;
}

/** CPU units and MB as Fargate counts them: 1,024 of each are one vCPU and one GB. */
const UNITS = 1024;

function fargate(resources: Record<string, Resource>): { count: number; usdPerMonthEach: number } {
  const [service, ...others] = propertiesOf(Object.values(resources), SERVICE, Service);
  if (service === undefined) return { count: 0, usdPerMonthEach: 0 };
  if (others.length > 0) throw new CostUnknown('The template has several ECS services; only one is priced.');
  const definition = resources[service.TaskDefinition.Ref];
  if (definition?.Type !== TASK_DEFINITION) {
    throw new CostUnknown(`${service.TaskDefinition.Ref} is not a task definition of this template.`);
  }
  const task = TaskDefinition.parse(definition.Properties);
  const perHour =
    (task.Cpu / UNITS) * PRICES.fargateCpu.usd + (task.Memory / UNITS) * PRICES.fargateMemory.usd;
  return { count: service.DesiredCount, usdPerMonthEach: perHour * HOURS_PER_MONTH };
}

/** A task has one address of its own, an internet-facing load balancer one per subnet. */
function publicAddresses(resources: readonly Resource[]): number {
  const tasks = propertiesOf(resources, SERVICE, Service)
    .filter((service) => service.NetworkConfiguration.AwsvpcConfiguration.AssignPublicIp === 'ENABLED')
    .map((service) => service.DesiredCount);
  const balancers = propertiesOf(resources, LOAD_BALANCER, LoadBalancer)
    .filter((balancer) => balancer.Scheme === 'internet-facing')
    .map((balancer) => balancer.Subnets.length);
  return [...tasks, ...balancers].reduce((sum, each) => sum + each, 0);
}
