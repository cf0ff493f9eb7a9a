import type { ConfigurationInput } from '../configuration/schema.ts';
import { type IdleCost, idleMonthlyCost, totalUsd } from './idle.ts';
import { chimeMinuteCost, connectMinuteCost, perMinuteCost, USUAL_TALK } from './per-minute.ts';
import { PRICES_AS_OF } from './prices.ts';

/** Any certificate: what it costs is nothing, that there is one opens the load balancer to the internet. */
const CERTIFICATE = 'arn:aws:acm:us-east-1:111122223333:certificate/00000000-0000-0000-0000-000000000000';

const CAVEAT = `List prices in us-east-1 of ${PRICES_AS_OF}, without free tiers, from lib/cost/prices.ts; none was checked against a bill.`;

/**
 * What Parley costs while nobody calls, and what a minute of talk adds, as text to print.
 *
 * @param synthesize gives the template for a configuration.
 */
export function costReport(synthesize: (configuration: ConfigurationInput) => unknown): string {
  const idle = (configuration: ConfigurationInput): IdleCost[] => idleMonthlyCost(synthesize(configuration));
  return [
    ...idleLines('Idle, without the media service', idle({})),
    ...idleLines('Idle, with the media service', idle({ mediaService: {} })),
    ...idleLines(
      'Idle, with the media service on the internet',
      idle({ mediaService: { certificateArn: CERTIFICATE } }),
    ),
    ...minuteLines('Talk on a media line', perMinuteCost(USUAL_TALK)),
    ...minuteLines('Talk on an Amazon Connect number', connectMinuteCost(USUAL_TALK)),
    ...minuteLines('Talk on a SIP media application', chimeMinuteCost(USUAL_TALK)),
    '',
    CAVEAT,
  ].join('\n');
}

function idleLines(title: string, costs: readonly IdleCost[]): string[] {
  const lines = costs.map(({ what, count, usdPerMonth }) => row(`${count} × ${what}`, usdPerMonth, 2));
  return [`${title}: $${totalUsd(costs).toFixed(2)} a month`, ...lines];
}

function minuteLines(title: string, parts: Readonly<Record<string, number>>): string[] {
  const total = Object.values(parts).reduce((sum, usd) => sum + usd, 0);
  const lines = Object.entries(parts).map(([what, usd]) => row(what, usd, 5));
  return [`${title}: $${total.toFixed(3)} a minute`, ...lines];
}

function row(what: string, usd: number, digits: number): string {
  return `  ${what.padEnd(40)}${`$${usd.toFixed(digits)}`.padStart(9)}`;
}
