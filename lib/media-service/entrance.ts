import { Duration, Validations } from 'aws-cdk-lib';
import { type IVpc, Peer, Port, SecurityGroup, SubnetType } from 'aws-cdk-lib/aws-ec2';
import type { FargateService } from 'aws-cdk-lib/aws-ecs';
import {
  type ApplicationListener,
  ApplicationLoadBalancer,
  ApplicationProtocol,
  type ApplicationTargetGroup,
  SslPolicy,
} from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Construct } from 'constructs';
import { DRAIN_TIME } from './task.ts';

/** A line sends audio 50 times a second; one that is silent this long is gone. */
const IDLE_TIMEOUT = Duration.seconds(60);
/** Two misses, so 20 s, take a task out of service: a call to a dead task is lost meanwhile. */
const HEALTH_CHECK = {
  path: '/health',
  interval: Duration.seconds(10),
  timeout: Duration.seconds(5),
  healthyThresholdCount: 2,
  unhealthyThresholdCount: 2,
};

export interface MediaEntranceProps {
  vpc: IVpc;
  service: FargateService;
  /** TCP port on which the tasks listen. */
  port: number;
  /** With it: open to the internet, TLS only. Without it: plain HTTP, from inside the network only. */
  certificateArn?: string;
}

/** The load balancer before the media service: WebSocket in, health checks on `/health`. */
export class MediaEntrance extends Construct {
  /** Where a line connects. */
  readonly url: string;
  readonly targets: ApplicationTargetGroup;

  constructor(scope: Construct, id: string, props: MediaEntranceProps) {
    super(scope, id);
    const { certificateArn, vpc } = props;
    const loadBalancer = this.#loadBalancer(vpc, certificateArn !== undefined);
    const listener =
      certificateArn === undefined
        ? loadBalancer.addListener('Calls', { protocol: ApplicationProtocol.HTTP, open: false })
        : listenWithTls(loadBalancer, certificateArn);
    this.targets = listener.addTargets('Tasks', {
      protocol: ApplicationProtocol.HTTP,
      port: props.port,
      targets: [props.service],
      // A task that is being replaced keeps its calls as long as it is let live after SIGTERM.
      deregistrationDelay: DRAIN_TIME,
      healthCheck: HEALTH_CHECK,
    });
    const scheme = certificateArn === undefined ? 'ws' : 'wss';
    this.url = `${scheme}://${loadBalancer.loadBalancerDnsName}/call`;
  }

  #loadBalancer(vpc: IVpc, internetFacing: boolean): ApplicationLoadBalancer {
    const loadBalancer = new ApplicationLoadBalancer(this, 'LoadBalancer', {
      vpc,
      internetFacing,
      vpcSubnets: { subnetType: SubnetType.PUBLIC },
      securityGroup: this.#group(vpc, internetFacing),
      idleTimeout: IDLE_TIMEOUT,
      dropInvalidHeaderFields: true,
    });
    Validations.of(loadBalancer).acknowledge({
      id: 'AwsSolutions-ELB2',
      reason: 'Access logs would store the addresses of callers; each call already leaves its own record.',
    });
    return loadBalancer;
  }

  #group(vpc: IVpc, internetFacing: boolean): SecurityGroup {
    const group = new SecurityGroup(this, 'Group', {
      vpc,
      description: 'Load balancer of the media service.',
      allowAllOutbound: false,
    });
    if (internetFacing) group.addIngressRule(Peer.anyIpv4(), Port.tcp(443), 'Calls');
    else group.addIngressRule(Peer.ipv4(vpc.vpcCidrBlock), Port.tcp(80), 'Calls from inside the network');
    Validations.of(group).acknowledge({
      id: 'AwsSolutions-EC23',
      reason: internetFacing
        ? 'A telephone line is open to every caller. Only TLS on port 443 is let in.'
        : 'Only the addresses of the network itself are let in; the rule cannot see that in the reference.',
    });
    return group;
  }
}

function listenWithTls(loadBalancer: ApplicationLoadBalancer, certificateArn: string): ApplicationListener {
  return loadBalancer.addListener('Calls', {
    protocol: ApplicationProtocol.HTTPS,
    certificates: [{ certificateArn }],
    sslPolicy: SslPolicy.RECOMMENDED_TLS,
    open: false,
  });
}
