import * as z from 'zod';
import { CloudProblem } from '../../cloud-problem.ts';
import type { FunctionSpec } from '../../lambda/function-process.ts';
import type { Resource } from '../template.ts';

const Properties = z.object({
  Code: z.object({ S3Key: z.string() }),
  Handler: z.string(),
  Runtime: z.string(),
  Environment: z.object({ Variables: z.record(z.string(), z.string()) }).default({ Variables: {} }),
  /** Seconds; CloudFormation's default is 3. */
  Timeout: z.number().default(3),
  /** MB; CloudFormation's default is 128. */
  MemorySize: z.number().default(128),
  DeadLetterConfig: z.object({ TargetArn: z.string() }).optional(),
});

/** Reads a function. @throws CloudProblem when it is not Node or its bundle is not in the assembly. */
export function readFunction(resource: Resource, assets: ReadonlyMap<string, string>): FunctionSpec {
  const { Code, Handler, Runtime, Environment, Timeout, MemorySize, DeadLetterConfig } =
    resource.read(Properties);
  if (!Runtime.startsWith('nodejs'))
    throw new CloudProblem(`${resource.logicalId} runs on ${Runtime}; the laptop's cloud runs Node alone.`);
  const directory = assets.get(Code.S3Key);
  if (directory === undefined)
    throw new CloudProblem(
      `${resource.logicalId} has no bundle in the assembly (${Code.S3Key}). Synthesize again.`,
    );
  return {
    name: resource.identity.name,
    arn: resource.identity.attributes.Arn ?? resource.identity.name,
    directory,
    handler: Handler,
    environment: Environment.Variables,
    timeoutMs: Timeout * 1_000,
    memoryMb: MemorySize,
    ...(DeadLetterConfig === undefined ? {} : { deadLetterArn: DeadLetterConfig.TargetArn }),
  };
}
