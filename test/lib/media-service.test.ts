import { Match, type Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { MediaEnvironment } from '../../adapters/environment.ts';
import { CERTIFICATE, stackWith } from '../builders/stack.ts';

const TaskResource = z.object({
  Properties: z.object({
    ContainerDefinitions: z.tuple([
      z.object({
        Environment: z.array(z.object({ Name: z.string(), Value: z.unknown() })),
        PortMappings: z.tuple([z.object({ ContainerPort: z.number() })]),
      }),
    ]),
  }),
});

const inside = stackWith({ mediaService: {} }).template;
const outside = stackWith({ mediaService: { certificateArn: CERTIFICATE } }).template;

/** The task's environment as CloudFormation would fill it in (a reference becomes some text), and its port. */
function container(template: Template): { environment: Record<string, unknown>; port: number } {
  const [task] = Object.values(template.findResources('AWS::ECS::TaskDefinition'));
  const [only] = TaskResource.parse(task).Properties.ContainerDefinitions;
  const variables = only.Environment.map(({ Name, Value }): [string, unknown] => [
    Name,
    typeof Value === 'object' ? 'some-name' : Value,
  ]);
  return { environment: Object.fromEntries(variables), port: only.PortMappings[0].ContainerPort };
}

describe('the media service', () => {
  it('is not there unless it is asked for: nothing runs, no network, no bucket', () => {
    const { template } = stackWith();
    for (const type of [
      'AWS::ECS::Service',
      'AWS::EC2::VPC',
      'AWS::ElasticLoadBalancingV2::LoadBalancer',
      'AWS::S3::Bucket',
    ]) {
      template.resourceCountIs(type, 0);
    }
  });

  it('gives its program what it needs and nothing that it does not read', () => {
    const { environment, port } = container(inside);
    expect(Object.keys(MediaEnvironment.shape)).toEqual(expect.arrayContaining(Object.keys(environment)));
    expect(MediaEnvironment.parse(environment).PORT).toBe(port);
  });

  it('lets pages of no web site place calls unless they are named', () => {
    const mediaAllowedOrigins = 'https://www.example.com https://example.org';
    const { template } = stackWith({ mediaService: { allowedOrigins: mediaAllowedOrigins.split(' ') } });
    expect(container(inside).environment).not.toHaveProperty('ALLOWED_ORIGINS');
    expect(container(template).environment).toMatchObject({ ALLOWED_ORIGINS: mediaAllowedOrigins });
  });

  it('runs on arm64 with a file system that cannot be written, and is let drain for two minutes', () => {
    inside.hasResourceProperties('AWS::ECS::TaskDefinition', {
      Cpu: '512',
      Memory: '1024',
      RuntimePlatform: { CpuArchitecture: 'ARM64', OperatingSystemFamily: 'LINUX' },
      ContainerDefinitions: [Match.objectLike({ ReadonlyRootFilesystem: true, StopTimeout: 120 })],
    });
  });

  it('replaces tasks without ever having fewer, and takes a bad version back', () => {
    inside.hasResourceProperties('AWS::ECS::Service', {
      DesiredCount: 2,
      DeploymentConfiguration: Match.objectLike({
        MinimumHealthyPercent: 100,
        DeploymentCircuitBreaker: { Enable: true, Rollback: true },
      }),
    });
  });

  it('is asked for its health every ten seconds', () => {
    inside.hasResourceProperties('AWS::ElasticLoadBalancingV2::TargetGroup', {
      HealthCheckPath: '/health',
      HealthCheckIntervalSeconds: 10,
      UnhealthyThresholdCount: 2,
      TargetGroupAttributes: Match.arrayWith([{ Key: 'deregistration_delay.timeout_seconds', Value: '120' }]),
    });
    inside.hasResourceProperties('AWS::CloudWatch::Alarm', { MetricName: 'UnHealthyHostCount' });
  });

  it('pays for no NAT gateway and no interface endpoint', () => {
    inside.resourceCountIs('AWS::EC2::NatGateway', 0);
    inside.allResourcesProperties('AWS::EC2::VPCEndpoint', { VpcEndpointType: 'Gateway' });
    inside.resourceCountIs('AWS::EC2::Subnet', 2);
  });

  it('lets only the load balancer reach a task, and a task reach only TLS', () => {
    inside.hasResourceProperties('AWS::EC2::SecurityGroupIngress', {
      FromPort: 8080,
      GroupId: { 'Fn::GetAtt': [Match.stringLikeRegexp('^MediaTaskGroup'), 'GroupId'] },
      SourceSecurityGroupId: { 'Fn::GetAtt': [Match.stringLikeRegexp('^MediaEntranceGroup'), 'GroupId'] },
    });
    inside.hasResourceProperties('AWS::EC2::SecurityGroup', {
      GroupDescription: Match.stringLikeRegexp('^Tasks'),
      SecurityGroupEgress: [Match.objectLike({ FromPort: 443, ToPort: 443, IpProtocol: 'tcp' })],
      SecurityGroupIngress: Match.absent(),
    });
  });
});

describe('the way in', () => {
  it('without a certificate is open to the service’s own network only', () => {
    inside.hasResourceProperties('AWS::ElasticLoadBalancingV2::LoadBalancer', { Scheme: 'internal' });
    inside.hasResourceProperties('AWS::EC2::SecurityGroup', {
      GroupDescription: Match.stringLikeRegexp('^Load balancer'),
      SecurityGroupIngress: [
        Match.objectLike({ CidrIp: { 'Fn::GetAtt': [Match.anyValue(), 'CidrBlock'] }, FromPort: 80 }),
      ],
    });
  });

  it('with a certificate is TLS, from everywhere', () => {
    outside.hasResourceProperties('AWS::ElasticLoadBalancingV2::LoadBalancer', { Scheme: 'internet-facing' });
    outside.resourceCountIs('AWS::ElasticLoadBalancingV2::Listener', 1);
    outside.hasResourceProperties('AWS::ElasticLoadBalancingV2::Listener', {
      Port: 443,
      Protocol: 'HTTPS',
      Certificates: [{ CertificateArn: CERTIFICATE }],
      SslPolicy: Match.stringLikeRegexp('TLS13'),
    });
  });

  it('never carries a caller’s voice across the internet in clear', () => {
    for (const listener of Object.values(outside.findResources('AWS::ElasticLoadBalancingV2::Listener'))) {
      expect(listener.Properties.Protocol).toBe('HTTPS');
    }
  });

  it('is told to whoever deploys', () => {
    inside.hasOutput('MediaUrlOutput', { Value: { 'Fn::Join': ['', ['ws://', Match.anyValue(), '/call']] } });
    outside.hasOutput('MediaUrlOutput', {
      Value: { 'Fn::Join': ['', ['wss://', Match.anyValue(), '/call']] },
    });
  });
});

describe('recordings', () => {
  it('are private, encrypted, gone after 90 days and kept when the stack goes', () => {
    inside.hasResource('AWS::S3::Bucket', {
      DeletionPolicy: 'Retain',
      Properties: Match.objectLike({
        PublicAccessBlockConfiguration: {
          BlockPublicAcls: true,
          BlockPublicPolicy: true,
          IgnorePublicAcls: true,
          RestrictPublicBuckets: true,
        },
        BucketEncryption: Match.anyValue(),
        LifecycleConfiguration: {
          Rules: [Match.objectLike({ ExpirationInDays: 90, Status: 'Enabled' })],
        },
      }),
    });
  });
});
