import { Validations } from 'aws-cdk-lib';
import { type IVpc, Peer, Port, SecurityGroup, SubnetType } from 'aws-cdk-lib/aws-ec2';
import { Cluster, ContainerInsights, FargateService, type ICluster } from 'aws-cdk-lib/aws-ecs';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { MediaEntrance } from './entrance.ts';
import { isCluster } from './interfaces.ts';
import { MediaNetwork } from './network.ts';
import { Recordings } from './recordings.ts';
import { MEDIA_PORT, MediaTask } from './task.ts';

export interface MediaServiceProps {
  turnFunction: LambdaFunction;
  /** Tasks that run at all times. */
  tasks: number;
  /** With it the service is reached from the internet by wss://, without it only from its own network. */
  certificateArn?: string;
  /** Web origins whose pages may place calls, separated by spaces. None when absent. */
  allowedOrigins?: string;
}

/**
 * The ears and the mouth: a Fargate service that holds the audio of calls over WebSocket, hears with
 * Transcribe, thinks with the turn function and speaks with Polly. Optional, because it costs money while
 * nobody calls.
 */
export class MediaService extends Construct {
  readonly recordings: Bucket;
  readonly entrance: MediaEntrance;

  constructor(scope: Construct, id: string, props: MediaServiceProps) {
    super(scope, id);
    const { vpc } = new MediaNetwork(this, 'Network');
    this.recordings = new Recordings(this, 'Recordings').bucket;
    const task = new MediaTask(this, 'Task', {
      turnFunction: props.turnFunction,
      recordings: this.recordings,
      ...(props.allowedOrigins === undefined ? {} : { allowedOrigins: props.allowedOrigins }),
    });
    const service = new FargateService(this, 'Service', {
      cluster: this.#cluster(vpc),
      taskDefinition: task.definition,
      desiredCount: props.tasks,
      assignPublicIp: true,
      vpcSubnets: { subnetType: SubnetType.PUBLIC },
      securityGroups: [this.#taskGroup(vpc)],
      // A new version runs beside the old one until the old one's calls have drained.
      minHealthyPercent: 100,
      maxHealthyPercent: 200,
      circuitBreaker: { rollback: true },
    });
    this.entrance = new MediaEntrance(this, 'Entrance', {
      vpc,
      service,
      port: MEDIA_PORT,
      ...(props.certificateArn === undefined ? {} : { certificateArn: props.certificateArn }),
    });
  }

  #cluster(vpc: IVpc): ICluster {
    const cluster = new Cluster(this, 'Cluster', { vpc, containerInsightsV2: ContainerInsights.DISABLED });
    Validations.of(cluster).acknowledge({
      id: 'AwsSolutions-ECS4',
      reason:
        'Container Insights is billed per metric all month; the load balancer counts what the alarm needs.',
    });
    if (!isCluster(cluster)) throw new TypeError('CDK made a cluster that is none.');
    return cluster;
  }

  #taskGroup(vpc: IVpc): SecurityGroup {
    const group = new SecurityGroup(this, 'TaskGroup', {
      vpc,
      description: 'Tasks of the media service: in from the load balancer, out to AWS over TLS.',
      allowAllOutbound: false,
    });
    group.addEgressRule(Peer.anyIpv4(), Port.tcp(443), 'AWS services');
    return group;
  }
}
