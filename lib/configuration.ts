import type { Node } from 'constructs';
import { z } from 'zod';

/** `cdk synth -c key=true` gives text, a context file gives a boolean. */
const Switch = z.union([z.boolean(), z.stringbool()]);

/** What a deployment can choose. Read from the CDK context, each key by its name here. */
export const Configuration = z.object({
  /** Make the media service: calls from a browser or by audio file, in Fargate. It costs money when idle. */
  mediaService: Switch.default(false),
  /** How many tasks of the media service run at all times. Two survive the loss of one zone. */
  mediaTasks: z.coerce.number().int().min(1).max(100).default(2),
  /**
   * ARN of an ACM certificate in the stack's region. With it the media service is reached from the internet
   * by `wss://`; without it only from inside its own network, because callers' voices never travel the
   * internet in clear.
   */
  mediaCertificateArn: z
    .string()
    .regex(/^arn:aws[\w-]*:acm:[\w-]+:\d{12}:certificate\/[\w-]+$/, 'the ARN of an ACM certificate')
    .optional(),
  /** Web origins whose pages may place calls, separated by spaces, such as `https://www.example.com`. */
  mediaAllowedOrigins: z
    .string()
    .regex(/^https:\/\/[^\s/]+( https:\/\/[^\s/]+)*$/, 'https origins separated by single spaces')
    .optional(),
  /** Where alarms are sent; SNS asks the address to confirm. Without it alarms only show in CloudWatch. */
  alarmEmail: z.email().optional(),
});
export type Configuration = z.infer<typeof Configuration>;

/** The context held a value that the configuration does not allow. */
export class ConfigurationInvalid extends Error {
  override readonly name = 'ConfigurationInvalid';
}

/**
 * Reads the configuration from the CDK context: `-c mediaService=true`, or the `context` of cdk.json.
 *
 * @throws ConfigurationInvalid naming every wrong key, what is wrong with it and how to set it.
 */
export function readConfiguration(node: Node): Configuration {
  const given = Object.fromEntries(
    Object.keys(Configuration.shape).map((key) => [key, node.tryGetContext(key) as unknown]),
  );
  const result = Configuration.safeParse(given);
  if (result.success) return result.data;
  const problems = result.error.issues.map((issue) => {
    const key = issue.path.join('.');
    return `${key}: ${issue.message} (it is ${JSON.stringify(given[key])})`;
  });
  throw new ConfigurationInvalid(
    `The CDK context is not a valid configuration. Set each key with -c key=value. ${problems.join('; ')}`,
  );
}
