import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ConfigurationInput } from '../../lib/configuration/schema.ts';
import { CostUnknown, FREE_WHILE_IDLE, idleMonthlyCost, totalUsd } from '../../lib/cost/idle.ts';
import { perMinuteCost, USUAL_TALK } from '../../lib/cost/per-minute.ts';
import { costReport } from '../../lib/cost/report.ts';
import { REPOSITORY_ROOT } from '../../lib/repository.ts';
import { CERTIFICATE, stackWith } from '../builders/stack.ts';

function idle(configuration: ConfigurationInput = {}): number {
  return totalUsd(idleMonthlyCost(stackWith(configuration).template.toJSON()));
}

function templateWith(...types: string[]): unknown {
  return {
    Resources: Object.fromEntries(types.map((Type, index) => [`R${index}`, { Type, Properties: {} }])),
  };
}

describe('what a deployment costs while nobody calls', () => {
  it('is under a dollar a month without the media service', () => {
    expect(idle()).toBeGreaterThan(0);
    expect(idle()).toBeLessThan(1);
  });

  it('grows by each task of the media service and the address that it has', () => {
    const one = idle({ mediaService: { tasks: 1 } });
    const three = idle({ mediaService: { tasks: 3 } });
    const task = (0.5 * 0.03238 + 1 * 0.00356 + 0.005) * 730;
    expect(three - one).toBeCloseTo(2 * task, 6);
  });

  it('counts the two addresses of a load balancer that is on the internet', () => {
    const more = idle({ mediaService: { certificateArn: CERTIFICATE } }) - idle({ mediaService: {} });
    expect(more).toBeCloseTo(2 * 0.005 * 730, 6);
  });

  it('counts alarms one by one', () => {
    expect(idleMonthlyCost(templateWith('AWS::CloudWatch::Alarm', 'AWS::CloudWatch::Alarm'))).toEqual([
      { what: 'CloudWatch alarm', count: 2, usdPerMonth: 0.2 },
    ]);
  });

  it('counts each run of a function by the clock, and no rule that waits for events', () => {
    const rule = (Properties: object) => ({ Type: 'AWS::Events::Rule', Properties });
    const byTheClock = (expression: string) =>
      totalUsd(idleMonthlyCost({ Resources: { R: rule({ ScheduleExpression: expression }) } }));
    expect(idleMonthlyCost({ Resources: { R: rule({ EventPattern: {} }) } })).toEqual([]);
    expect(byTheClock('rate(5 minutes)')).toBeGreaterThan(0);
    expect(byTheClock('rate(1 minute)')).toBeCloseTo(5 * byTheClock('rate(5 minutes)'), 6);
    expect(() => byTheClock('cron(0 9 * * ? *)')).toThrow(CostUnknown);
  });

  it('is refused, by name, for what nobody has looked up', () => {
    const template = templateWith('AWS::EC2::NatGateway', 'AWS::KMS::Key', 'AWS::IAM::Role');
    expect(() => idleMonthlyCost(template)).toThrow(CostUnknown);
    expect(() => idleMonthlyCost(template)).toThrow(/AWS::EC2::NatGateway, AWS::KMS::Key\./);
  });

  it('is nothing for what is only paid by use', () => {
    expect(idleMonthlyCost(templateWith(...Object.keys(FREE_WHILE_IDLE)))).toEqual([]);
  });
});

describe('what a minute of talk costs', () => {
  it('grows with the words of the agent and the replies of the model, and not below the price of hearing', () => {
    const sum = (parts: Record<string, number>): number => Object.values(parts).reduce((a, b) => a + b, 0);
    const usual = sum(perMinuteCost(USUAL_TALK));
    expect(sum(perMinuteCost({ ...USUAL_TALK, spokenCharacters: 220 }))).toBeGreaterThan(usual);
    expect(sum(perMinuteCost({ ...USUAL_TALK, repliesPerTurn: 2 }))).toBeGreaterThan(usual);
    expect(sum(perMinuteCost({ ...USUAL_TALK, turns: 0 }))).toBeCloseTo(0.024, 3);
  });
});

describe('docs/deploy.md', () => {
  it('quotes what `npm run cost` prints', () => {
    const page = readFileSync(path.join(REPOSITORY_ROOT, 'docs/deploy.md'), 'utf8');
    const report = costReport((configuration) => stackWith(configuration).template.toJSON());
    expect(page).toContain(report);
  });
});
