import { CfnElement, Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import {
  AwsLogDriverMode,
  CpuArchitecture,
  FargateTaskDefinition,
  LogDriver,
  OperatingSystemFamily,
} from 'aws-cdk-lib/aws-ecs';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { LOG_RETENTION } from '../log-retention.ts';
import { mediaImage } from './image.ts';

/** TCP port of the WebSocket server inside the task. */
export const MEDIA_PORT = 8080;
/** Half a CPU, in CPU units: the service is one Node process, which waits more than it computes. */
const TASK_CPU = 512;
/** The least memory that Fargate pairs with half a CPU (ECS developer guide, "Fargate task CPU and memory"). */
const TASK_MEMORY_MB = 1024;
/** The longest that Fargate waits between SIGTERM and SIGKILL (ECS developer guide, `stopTimeout`). */
export const DRAIN_TIME = Duration.seconds(120);

export interface MediaTaskProps {
  turnFunction: LambdaFunction;
  recordings: Bucket;
  /** Web origins whose pages may place calls, separated by spaces. None when absent. */
  allowedOrigins?: string;
}

/** One task of the media service: its image, its environment and what it may do. */
export class MediaTask extends Construct {
  readonly definition: FargateTaskDefinition;

  constructor(scope: Construct, id: string, props: MediaTaskProps) {
    super(scope, id);
    this.definition = new FargateTaskDefinition(this, 'Definition', {
      cpu: TASK_CPU,
      memoryLimitMiB: TASK_MEMORY_MB,
      runtimePlatform: {
        cpuArchitecture: CpuArchitecture.ARM64,
        operatingSystemFamily: OperatingSystemFamily.LINUX,
      },
    });
    this.#addContainer(props);
    this.#allow(props);
  }

  #addContainer(props: MediaTaskProps): void {
    this.definition.addContainer('Media', {
      image: mediaImage(this),
      environment: {
        TURN_FUNCTION: props.turnFunction.functionName,
        RECORDINGS_BUCKET: props.recordings.bucketName,
        PORT: String(MEDIA_PORT),
        ...(props.allowedOrigins === undefined ? {} : { ALLOWED_ORIGINS: props.allowedOrigins }),
      },
      portMappings: [{ containerPort: MEDIA_PORT }],
      readonlyRootFilesystem: true,
      stopTimeout: DRAIN_TIME,
      logging: LogDriver.awsLogs({
        streamPrefix: 'media',
        // A slow log service must not hold up audio.
        mode: AwsLogDriverMode.NON_BLOCKING,
        logGroup: new LogGroup(this, 'Logs', {
          retention: LOG_RETENTION,
          removalPolicy: RemovalPolicy.DESTROY,
        }),
      }),
    });
    Validations.of(this.definition).acknowledge({
      id: 'AwsSolutions-ECS2',
      reason:
        'The environment holds the names of a function and a bucket, a port and public origins: no secrets.',
    });
  }

  #allow(props: MediaTaskProps): void {
    const recordings = props.recordings.arnForObjects('recordings/*');
    for (const statement of [
      new PolicyStatement({
        actions: ['transcribe:StartStreamTranscription', 'polly:SynthesizeSpeech'],
        resources: ['*'],
      }),
      new PolicyStatement({
        actions: ['lambda:InvokeFunction'],
        resources: [props.turnFunction.functionArn],
      }),
      new PolicyStatement({ actions: ['s3:PutObject'], resources: [recordings] }),
    ]) {
      this.definition.addToTaskRolePolicy(statement);
    }
    this.#acknowledgeWildcards(props.recordings);
  }

  #acknowledgeWildcards(recordings: Bucket): void {
    Validations.of(this.definition.taskRole).acknowledge(
      {
        id: 'AwsSolutions-IAM5[Resource::*]',
        reason: 'A transcription stream, and speech without a lexicon, have no resource to name.',
      },
      {
        id: `AwsSolutions-IAM5[Resource::<${logicalId(recordings)}.Arn>/recordings/*]`,
        reason: 'A recording is an object named after its call, under one prefix of one bucket, write only.',
      },
    );
    Validations.of(this.definition.obtainExecutionRole()).acknowledge({
      id: 'AwsSolutions-IAM5[Resource::*]',
      reason: 'ecr:GetAuthorizationToken has no resource to name; pulling is limited to the one repository.',
    });
  }
}

function logicalId(bucket: Bucket): string {
  const resource = bucket.node.defaultChild;
  if (!CfnElement.isCfnElement(resource)) throw new TypeError(`${bucket.node.path} has no resource.`);
  return Stack.of(bucket).getLogicalId(resource);
}
