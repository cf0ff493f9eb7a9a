import { type IVpc, Vpc } from 'aws-cdk-lib/aws-ec2';
import { Cluster, type ICluster } from 'aws-cdk-lib/aws-ecs';

/*
 * CDK's classes implement its interfaces, but under `exactOptionalPropertyTypes` TypeScript does not see it:
 * the interface says `x?: string`, the class `x: string | undefined`. These checks tell it.
 */

export function isVpc(candidate: unknown): candidate is IVpc {
  return candidate instanceof Vpc;
}

export function isCluster(candidate: unknown): candidate is ICluster {
  return candidate instanceof Cluster;
}
