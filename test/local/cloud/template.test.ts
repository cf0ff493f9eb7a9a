import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { CloudFormation } from '../../../local/cloud/assembly.ts';
import { planOf } from '../../../local/cloud/plan.ts';
import { readTemplate, type Template } from '../../../local/cloud/template.ts';

function aTemplate(source: z.input<typeof CloudFormation>): Template {
  return readTemplate(CloudFormation.parse(source), {
    stackName: 'Demo',
    region: 'us-east-1',
    loadBalancerAddress: '127.0.0.1:4000',
  });
}

const Anything = z.object({ Value: z.unknown() });

describe('a template', () => {
  it('gives each resource the name that CloudFormation would, unless it has one of its own', () => {
    const { resources } = aTemplate({
      Resources: {
        Calls: { Type: 'AWS::DynamoDB::Table' },
        Files: { Type: 'AWS::S3::Bucket' },
        Bus: { Type: 'AWS::Events::EventBus', Properties: { Name: 'calls' } },
      },
    });
    expect(resources.map(({ identity }) => identity.name)).toEqual(['Demo-Calls', 'demo-files', 'calls']);
  });

  it('follows references between resources', () => {
    const { resources } = aTemplate({
      Resources: {
        Queue: { Type: 'AWS::SQS::Queue' },
        User: { Type: 'X', Properties: { Value: { 'Fn::GetAtt': ['Queue', 'Arn'] } } },
      },
    });
    expect(resources.at(1)?.read(Anything)).toEqual({
      Value: 'arn:aws:sqs:us-east-1:000000000000:Demo-Queue',
    });
  });

  it('names the resource whose property cannot be worked out', () => {
    const { resources } = aTemplate({
      Resources: { User: { Type: 'X', Properties: { Value: { Ref: 'Nobody' } } } },
    });
    expect(() => resources.at(0)?.read(Anything)).toThrow(/User \(X\).*Nobody/);
  });

  it('reads only the properties that are asked for, so a role need not be known', () => {
    const { resources } = aTemplate({
      Resources: { User: { Type: 'X', Properties: { Value: 1, Role: { 'Fn::GetAtt': ['Gone', 'Arn'] } } } },
    });
    expect(resources.at(0)?.read(Anything)).toEqual({ Value: 1 });
  });

  it('leaves out a resource whose condition does not hold', () => {
    const { resources } = aTemplate({
      Parameters: { Stage: { Default: 'test' } },
      Conditions: { IsProduction: { 'Fn::Equals': [{ Ref: 'Stage' }, 'production'] } },
      Resources: { Extra: { Type: 'X', Condition: 'IsProduction' }, Always: { Type: 'X' } },
    });
    expect(resources.map(({ logicalId }) => logicalId)).toEqual(['Always']);
  });

  it('puts the address on this machine where the load balancer’s name stands', () => {
    const template = aTemplate({
      Resources: { Balancer: { Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer' } },
      Outputs: {
        Url: { Value: { 'Fn::Join': ['', ['ws://', { 'Fn::GetAtt': ['Balancer', 'DNSName'] }]] } },
        Elsewhere: { Value: { 'Fn::GetAtt': ['Balancer', 'CanonicalHostedZoneID'] } },
      },
    });
    expect(template.outputs()).toEqual({ Url: 'ws://127.0.0.1:4000' });
  });
});

describe('the plan', () => {
  it('names every resource that is not run, and tells the unknown from the harmless', () => {
    const template = aTemplate({
      Resources: {
        One: { Type: 'AWS::IAM::Role' },
        Two: { Type: 'AWS::IAM::Role' },
        Clock: { Type: 'AWS::Scheduler::Schedule' },
      },
    });
    expect(planOf([template], new Map()).warnings).toEqual([
      'Not run on a laptop, and not missed: 2 × AWS::IAM::Role.',
      "The laptop's cloud does not know these resources; what depends on them does not work: AWS::Scheduler::Schedule.",
    ]);
  });

  it('says which function has no bundle', () => {
    const template = aTemplate({
      Resources: {
        Turn: {
          Type: 'AWS::Lambda::Function',
          Properties: { Code: { S3Key: 'abc.zip' }, Handler: 'index.handler', Runtime: 'nodejs24.x' },
        },
      },
    });
    expect(() => planOf([template], new Map())).toThrow(/Turn has no bundle.*abc\.zip/);
  });
});
