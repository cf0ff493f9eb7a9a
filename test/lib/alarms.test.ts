import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { policyStatements } from '../builders/iam.ts';
import { stackWith } from '../builders/stack.ts';

const AlarmResource = z.object({
  Properties: z.object({
    AlarmDescription: z.string(),
    MetricName: z.string(),
    Dimensions: z.array(z.object({ Value: z.unknown() })).optional(),
    AlarmActions: z.array(z.object({ Ref: z.string() })),
    Threshold: z.number(),
    TreatMissingData: z.string(),
  }),
});

const { template } = stackWith();
const alarms = Object.values(template.findResources('AWS::CloudWatch::Alarm')).map(
  (alarm) => AlarmResource.parse(alarm).Properties,
);

function watched(metric: string): string[] {
  return alarms
    .filter(({ MetricName }) => MetricName === metric)
    .map((alarm) => JSON.stringify(alarm.Dimensions));
}

describe('alarms', () => {
  const functions = Object.entries(template.findResources('AWS::Lambda::Function'));
  // What such a function cannot process ends in the dead letters, which have an alarm of their own.
  const withDeadLetters = functions.filter(([, { Properties }]) => Properties.DeadLetterConfig !== undefined);
  const others = functions.filter((one) => !withDeadLetters.includes(one)).map(([id]) => id);

  it.each(others)('tell of errors and of throttles of %s', (id) => {
    expect(watched('Errors').filter((dimensions) => dimensions.includes(id))).toHaveLength(1);
    expect(watched('Throttles').filter((dimensions) => dimensions.includes(id))).toHaveLength(1);
  });

  it('are left out for a function whose every failure ends in the dead letters', () => {
    expect(withDeadLetters.map(([id]) => id)).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^LostCallsSweep/),
        expect.stringMatching(/^MessagesSender/),
      ]),
    );
    const queues = Object.keys(template.findResources('AWS::SQS::Queue'));
    for (const [, { Properties }] of withDeadLetters)
      expect(queues.some((queue) => JSON.stringify(Properties.DeadLetterConfig).includes(queue))).toBe(true);
  });

  it('tell of the first message in every dead-letter queue', () => {
    for (const queue of Object.keys(template.findResources('AWS::SQS::Queue'))) {
      expect(watched('ApproximateNumberOfMessagesVisible').filter((at) => at.includes(queue))).toHaveLength(
        1,
      );
    }
  });

  it('tell when publishing falls a minute behind the calls', () => {
    const [lag] = alarms.filter(({ MetricName }) => MetricName === 'IteratorAge');
    expect(lag?.Threshold).toBe(60_000);
    expect(JSON.stringify(lag?.Dimensions)).toContain('PublishEvents');
  });

  it('stay quiet while nobody calls', () => {
    for (const alarm of alarms) expect(alarm.TreatMissingData).toBe('notBreaching');
  });

  it('say what to look at', () => {
    for (const alarm of alarms) expect(alarm.AlarmDescription).toMatch(/^.{30,}\.$/);
  });

  it('all go to one topic, to which CloudWatch may publish, and only for this account', () => {
    const topics = new Set(alarms.flatMap(({ AlarmActions }) => AlarmActions.map(({ Ref }) => Ref)));
    expect([...topics]).toEqual(Object.keys(template.findResources('AWS::SNS::Topic')));
    const publishing = policyStatements(template).filter(
      ({ Effect, Action }) => Effect === 'Allow' && Action.includes('sns:Publish'),
    );
    expect(publishing).toMatchObject([
      {
        Principal: { Service: 'cloudwatch.amazonaws.com' },
        Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
      },
    ]);
  });

  it('are mailed to nobody unless an address is given', () => {
    template.resourceCountIs('AWS::SNS::Subscription', 0);
    stackWith({ alarms: { email: 'on-call@example.com' } }).template.hasResourceProperties(
      'AWS::SNS::Subscription',
      {
        Protocol: 'email',
        Endpoint: 'on-call@example.com',
        TopicArn: { Ref: Match.stringLikeRegexp('^AlarmsTopic') },
      },
    );
  });
});
