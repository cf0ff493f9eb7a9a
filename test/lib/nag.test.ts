import { App, Stack } from 'aws-cdk-lib';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { AwsSolutionsChecks } from 'cdk-nag';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import type { ConfigurationInput } from '../../lib/configuration/schema.ts';
import { CERTIFICATE, EVERYTHING, stackWith } from '../builders/stack.ts';

const DEPLOYMENTS: [string, ConfigurationInput][] = [
  ['without the media service', {}],
  ['with the media service inside its network', { mediaService: {} }],
  ['with the media service on the internet', { mediaService: { certificateArn: CERTIFICATE } }],
  ['with the telephone', EVERYTHING],
  ['with alarms by e-mail', { alarms: { email: 'on-call@example.com' } }],
];

/** CDK keeps what was acknowledged as metadata of the construct: rule → reason. */
const ACKNOWLEDGED = 'aws:cdk:acknowledged-rules';
const Reasons = z.record(z.string(), z.unknown());

function violations(stack: Stack): string[] {
  const report = new AwsSolutionsChecks(stack).validateScope(stack);
  return report.violations.map(
    ({ ruleName, violatingResources }) => `${ruleName}: ${JSON.stringify(violatingResources)}`,
  );
}

function acknowledgements(stack: Stack): { at: string; rule: string; reason: string }[] {
  return stack.node.findAll().flatMap((construct) =>
    construct.node.metadata
      .filter(({ type }) => type === ACKNOWLEDGED)
      .flatMap(({ data }) =>
        Object.entries(Reasons.parse(data)).map(([rule, reason]) => ({
          at: construct.node.path,
          rule,
          reason: JSON.stringify(reason),
        })),
      ),
  );
}

describe('the AWS Solutions rules', () => {
  it.each(DEPLOYMENTS)('hold %s', (_, configuration) => {
    expect(violations(stackWith(configuration).stack)).toEqual([]);
  });

  it('are put aside one finding at a time, each with a reason in a sentence', () => {
    const { stack } = stackWith(EVERYTHING);

    const all = acknowledgements(stack);

    expect(all.length).toBeGreaterThan(5);
    for (const { at, reason } of all) expect(reason.length, at).toBeGreaterThan(40);
  });

  it('would see what is wrong', () => {
    const stack = new Stack(new App(), 'Careless');
    new Queue(stack, 'Queue');

    expect(violations(stack).join('\n')).toMatch(/AwsSolutions-SQS3.*AwsSolutions-SQS4/s);
  });
});
