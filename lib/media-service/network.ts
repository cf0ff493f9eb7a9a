import { RemovalPolicy } from 'aws-cdk-lib';
import {
  FlowLogDestination,
  FlowLogTrafficType,
  GatewayVpcEndpointAwsService,
  IpAddresses,
  type IVpc,
  SubnetType,
  Vpc,
} from 'aws-cdk-lib/aws-ec2';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { LOG_RETENTION } from '../log-retention.ts';
import { isVpc } from './interfaces.ts';

/** A zone can fail; two is what a load balancer asks for at least. */
const ZONES = 2;

/**
 * The network of the media service: public subnets only, in two zones.
 *
 * Tasks need Transcribe, Polly, Lambda, ECR and Logs. Through a NAT gateway that is about $33 a month per
 * zone and a price per GB, through interface endpoints about $7 a month per service and zone. With a public
 * address of its own a task reaches them for $3.65 a month, and its security group lets nobody in but the
 * load balancer.
 */
export class MediaNetwork extends Construct {
  readonly vpc: IVpc;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const vpc = new Vpc(this, 'Vpc', {
      ipAddresses: IpAddresses.cidr('10.20.0.0/20'),
      maxAzs: ZONES,
      natGateways: 0,
      subnetConfiguration: [{ name: 'public', subnetType: SubnetType.PUBLIC, cidrMask: 24 }],
      gatewayEndpoints: { S3: { service: GatewayVpcEndpointAwsService.S3 } },
      restrictDefaultSecurityGroup: false,
    });
    vpc.addFlowLog('RefusedTraffic', {
      trafficType: FlowLogTrafficType.REJECT,
      destination: FlowLogDestination.toCloudWatchLogs(
        new LogGroup(this, 'RefusedTrafficLogs', {
          retention: LOG_RETENTION,
          removalPolicy: RemovalPolicy.DESTROY,
        }),
      ),
    });
    if (!isVpc(vpc)) throw new TypeError('CDK made a network that is none.');
    this.vpc = vpc;
  }
}
