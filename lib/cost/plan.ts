import { z } from 'zod';
import type { Configuration } from '../configuration/schema.ts';
import { type IdleCost, idleMonthlyCost, totalUsd } from './idle.ts';
import { chimeMinuteCost, connectMinuteCost, perMinuteCost, USUAL_TALK } from './per-minute.ts';
import { PRICES_AS_OF } from './prices.ts';

/** What a deployment would make, and what it would cost in US dollars at list prices. */
export interface DeploymentPlan {
  /** How many of each resource type, by type. */
  resources: Record<string, number>;
  idle: { usdPerMonth: number; parts: IdleCost[] };
  /** By line of this deployment: a minute of talk, part by part. */
  perMinute: Record<string, { usd: number; parts: Record<string, number> }>;
  pricesAsOf: string;
}

const Template = z.object({ Resources: z.record(z.string(), z.object({ Type: z.string() })) });

/**
 * What a template would make and cost.
 *
 * @throws CostUnknown for a resource of which nobody knows what it costs.
 */
export function planDeployment(template: unknown, configuration: Configuration): DeploymentPlan {
  const types = Object.values(Template.parse(template).Resources).map(({ Type }) => Type);
  const resources = Object.fromEntries(
    [...Map.groupBy(types, (type) => type)].map(([type, all]) => [type, all.length]).toSorted(),
  );
  const parts = idleMonthlyCost(template);
  return {
    resources,
    idle: { usdPerMonth: totalUsd(parts), parts },
    perMinute: linesOf(configuration),
    pricesAsOf: PRICES_AS_OF,
  };
}

function linesOf({ mediaService, connect, chimePstn }: Configuration): DeploymentPlan['perMinute'] {
  const lines = {
    ...(mediaService === undefined ? {} : { media: perMinuteCost(USUAL_TALK) }),
    ...(connect === undefined ? {} : { connect: connectMinuteCost(USUAL_TALK) }),
    ...(chimePstn === undefined ? {} : { 'chime-pstn': chimeMinuteCost(USUAL_TALK) }),
  };
  return Object.fromEntries(Object.entries(lines).map(([line, parts]) => [line, { usd: sum(parts), parts }]));
}

function sum(parts: Readonly<Record<string, number>>): number {
  return Object.values(parts).reduce((total, usd) => total + usd, 0);
}

/** The plan as text to print. */
export function planText({ resources, idle, perMinute, pricesAsOf }: DeploymentPlan): string {
  return [
    'This deployment would make:',
    ...Object.entries(resources).map(([type, count]) => `  ${String(count).padStart(3)} × ${type}`),
    '',
    `While nobody calls it costs $${idle.usdPerMonth.toFixed(2)} a month:`,
    ...idle.parts.map(({ what, count, usdPerMonth }) => row(`${count} × ${what}`, usdPerMonth, 2)),
    ...Object.entries(perMinute).flatMap(([line, { usd, parts }]) => [
      '',
      `A minute of talk on the ${line} line costs $${usd.toFixed(3)}:`,
      ...Object.entries(parts).map(([what, each]) => row(what, each, 5)),
    ]),
    '',
    `List prices in us-east-1 of ${pricesAsOf}, without free tiers, from lib/cost/prices.ts; none was checked against a bill.`,
  ].join('\n');
}

function row(what: string, usd: number, digits: number): string {
  return `  ${what.padEnd(44)}${`$${usd.toFixed(digits)}`.padStart(9)}`;
}
