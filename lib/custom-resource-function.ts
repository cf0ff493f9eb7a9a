import { Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { ParleyFunction } from './function.ts';

/** A request or two to AWS, and the answer to CloudFormation. */
const TIMEOUT = Duration.seconds(30);
const MEMORY_MB = 256;

/** A function that CloudFormation invokes itself, for what it has no resource of its own. */
export function customResourceFunction(
  scope: Construct,
  id: string,
  props: { entry: string; description: string },
): ParleyFunction {
  return new ParleyFunction(scope, id, { ...props, timeout: TIMEOUT, memoryMb: MEMORY_MB, environment: {} });
}
