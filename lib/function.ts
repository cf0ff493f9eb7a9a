import path from 'node:path';
import { AssetHashType, DockerImage, type Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  ApplicationLogLevel,
  Architecture,
  Code,
  Function as LambdaFunction,
  LoggingFormat,
  Runtime,
  SystemLogLevel,
  Tracing,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { type Bundle, bundle, type ProgramOptions } from './bundle.ts';
import { LOG_RETENTION } from './log-retention.ts';
import { REPOSITORY_ROOT } from './repository.ts';

export interface ParleyFunctionProps {
  /** Source file with `export const handler`, relative to the repository's root. */
  entry: string;
  /** What it does, shown in the Lambda console. */
  description: string;
  timeout: Duration;
  /** Memory in MB. CPU grows with it: 1,769 MB is one whole CPU (Lambda developer guide, "Memory"). */
  memoryMb: number;
  /** Checked against the schemas of `adapters/environment.ts` by a test. */
  environment: Record<string, string>;
  /** Files that the handler reads beside its bundle, by name. */
  files?: Record<string, string>;
  /** Where Lambda puts an event that nobody waited for and that could not be processed. */
  deadLetters?: Queue;
}

/**
 * A Lambda function as Parley runs them: Node 24 on arm64, one minified ES module of runtime dependencies
 * only, JSON logs with retention, X-Ray, and a role of its own that can do nothing else until told.
 */
export class ParleyFunction extends Construct {
  readonly function: LambdaFunction;
  readonly role: Role;

  constructor(scope: Construct, id: string, props: ParleyFunctionProps) {
    super(scope, id);
    const logGroup = new LogGroup(this, 'Logs', {
      retention: LOG_RETENTION,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      description: `What ${props.entry} may do.`,
    });
    logGroup.grantWrite(this.role);
    this.#allowTracing();
    this.function = new LambdaFunction(this, 'Function', {
      description: props.description,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      handler: 'index.handler',
      code: bundledCode(props),
      timeout: props.timeout,
      memorySize: props.memoryMb,
      environment: props.environment,
      role: this.role,
      logGroup,
      loggingFormat: LoggingFormat.JSON,
      applicationLogLevelV2: ApplicationLogLevel.INFO,
      systemLogLevelV2: SystemLogLevel.WARN,
      tracing: Tracing.ACTIVE,
      ...(props.deadLetters === undefined ? {} : { deadLetterQueue: props.deadLetters }),
    });
  }

  #allowTracing(): void {
    this.role.addToPolicy(
      new PolicyStatement({
        actions: ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'],
        resources: ['*'],
      }),
    );
    Validations.of(this.role).acknowledge({
      id: 'AwsSolutions-IAM5[Resource::*]',
      reason: 'X-Ray has no resource to name: its two write actions exist for all traces or for none.',
    });
  }
}

function bundledCode(props: ParleyFunctionProps): Code {
  return Code.fromAsset(path.join(REPOSITORY_ROOT, path.dirname(props.entry)), {
    // The hash is that of the finished bundle, so a comment changes no deployed function.
    assetHashType: AssetHashType.OUTPUT,
    bundling: {
      // CDK asks for an image even if it is never used: `tryBundle` always does the work.
      image: DockerImage.fromRegistry('unused'),
      local: {
        tryBundle: (outputDirectory) => {
          bundleFunction(outputDirectory, props.entry, props.files ?? {});
          return true;
        },
      },
    },
  });
}

/**
 * The links of the SDK's credential chain behind the environment, each of which it imports only when all before
 * it had nothing. Lambda always puts a function's credentials into its environment (Lambda developer guide,
 * "Defined runtime environment variables"), so nobody gets that far, and a tenth of every bundle stays out.
 */
const CREDENTIALS_FROM_ELSEWHERE = [
  '@aws-sdk/credential-provider-http',
  '@aws-sdk/credential-provider-ini',
  '@aws-sdk/credential-provider-process',
  '@aws-sdk/credential-provider-sso',
  '@aws-sdk/credential-provider-web-identity',
  '@aws-sdk/nested-clients/*',
  '@smithy/credential-provider-imds',
];

/** What the SDK asks when it runs in a browser. */
const IN_BROWSERS_ONLY = 'bowser';

/** Writes a function's deployment package: `index.mjs`, which exports `handler`, its parts, and the files it reads. */
export function bundleFunction(directory: string, entry: string, files: Record<string, string>): Bundle {
  return bundle(directory, { ...functionProgram(entry), files });
}

/** What is bundled for a function. */
export function functionProgram(entry: string): ProgramOptions {
  const external = [...CREDENTIALS_FROM_ELSEWHERE, IN_BROWSERS_ONLY];
  return { entry, outputFile: 'index.mjs', external, split: true };
}
