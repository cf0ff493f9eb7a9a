import * as z from 'zod';
import { PhoneNumber } from '../../agent/turn/turn-request.ts';

/**
 * A context key whose value is a configuration: parts of it are made when `parley.config.yaml` does not have
 * them. The laptop switches on by it what it can run.
 */
export const UNLESS_CONFIGURED = 'parley:unless-configured';

const Region = z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'an AWS region, such as us-east-1');

/** An ARN of one service and kind of resource. `resource` is a pattern, `example` one that fits. */
function arn(service: string, resource: string, example: string) {
  return z
    .string()
    .regex(
      new RegExp(`^arn:aws[\\w-]*:${service}:[\\w-]+:\\d{12}:${resource}$`),
      `an ARN such as ${example}`,
    );
}

function allDifferent(values: readonly string[]): boolean {
  return new Set(values).size === values.length;
}

const UUID = '[0-9a-fA-F-]{36}';
const InstanceArn = arn(
  'connect',
  `instance/${UUID}`,
  'arn:aws:connect:us-east-1:111122223333:instance/00000000-0000-0000-0000-000000000000',
);
const QueueArn = arn(
  'connect',
  `instance/${UUID}/queue/${UUID}`,
  'arn:aws:connect:us-east-1:111122223333:instance/…/queue/…',
);
const HoursArn = arn(
  'connect',
  `instance/${UUID}/operating-hours/${UUID}`,
  'arn:aws:connect:us-east-1:111122223333:instance/…/operating-hours/…',
);
const CertificateArn = arn(
  'acm',
  'certificate/[\\w-]+',
  'arn:aws:acm:us-east-1:111122223333:certificate/00000000-0000-0000-0000-000000000000',
);

/** The media service: calls from a browser or by audio file, in Fargate. It costs money when idle. */
export const MediaServiceConfiguration = z.strictObject({
  /** How many tasks run at all times. Two survive the loss of one zone. */
  tasks: z.int().min(1).max(100).default(2),
  /**
   * ACM certificate in the stack's region. With it the media service is reached from the internet by
   * `wss://`; without it only from inside its own network, because callers' voices never travel in clear.
   */
  certificateArn: CertificateArn.optional(),
  /** Web origins whose pages may place calls. */
  allowedOrigins: z
    .array(z.string().regex(/^https:\/\/[^\s/]+$/, 'an origin such as https://www.example.com'))
    .min(1)
    .optional(),
});

export type MediaServiceConfiguration = z.infer<typeof MediaServiceConfiguration>;

/** Where a caller waits for a person: a queue that exists, or one to be made. */
export const QueueConfiguration = z.union(
  [
    z.strictObject({ arn: QueueArn }),
    z.strictObject({
      /** Name of the queue to make. Connect takes 127 characters, of which the names made from it need some. */
      make: z.string().min(1).max(100),
      /** When its people are there: hours that exist; those of the playbook when absent. */
      hoursArn: HoursArn.optional(),
      /** How many may wait; who comes after is called back. Connect's own limit when absent. */
      maxWaiting: z.int().min(1).optional(),
    }),
  ],
  { error: 'either {arn: <a queue of the instance>} or {make: <name>, hoursArn?, maxWaiting?}' },
);

/** One agent on Amazon Connect: a playbook with its bot, its contact flow and its queue. */
export const ConnectAgentConfiguration = z.strictObject({
  queue: QueueConfiguration,
  /** A telephone number to claim and to point at the flow. It costs money every day. */
  claimNumber: z
    .strictObject({
      country: z.string().regex(/^[A-Z]{2}$/, 'a country of two letters, such as US'),
      type: z.enum(['DID', 'TOLL_FREE']),
    })
    .optional(),
  /**
   * Name of a voice of Connect's agentic engine, such as Katie. Needs an instance with unlimited AI. Without
   * it the playbook's Polly voices speak.
   */
  agenticVoice: z.string().min(1).optional(),
  /** The playbook's languages that this agent speaks on the telephone; all when absent. */
  languages: z.array(z.string()).min(1).refine(allDifferent, 'each language once').optional(),
});
export type ConnectAgentConfiguration = z.infer<typeof ConnectAgentConfiguration>;

export const ConnectConfiguration = z.strictObject({
  /** The instance: one that exists, or one to be made under a name that is unique in the world. */
  instance: z.union(
    [
      z.strictObject({ arn: InstanceArn }),
      z.strictObject({
        alias: z
          .string()
          .regex(/^(?!d-)[\dA-Za-z]([\dA-Za-z-]{0,43}[\dA-Za-z])?$/, 'up to 45 letters, digits and hyphens'),
      }),
    ],
    { error: 'either {arn: <ARN of an instance>} or {alias: <name of a new instance>}' },
  ),
  /** The agents that answer, by playbook. */
  agents: z
    .record(z.string(), ConnectAgentConfiguration)
    .refine((agents) => Object.keys(agents).length > 0, 'at least one playbook with its queue'),
});
export type ConnectConfiguration = z.infer<typeof ConnectConfiguration>;

/** SIP media applications, for accounts that had them before they were closed to new ones. */
export const ChimePstnConfiguration = z.strictObject({
  /** The playbook that answers; it must be one of `connect.agents`, whose bot it shares. */
  playbook: z.string(),
  /** Numbers of the account's Chime SDK inventory whose product type is SIP media application dial-in. */
  numbers: z.array(PhoneNumber).min(1).refine(allDifferent, 'each number once'),
});
export type ChimePstnConfiguration = z.infer<typeof ChimePstnConfiguration>;

/** What a deployment can choose: `parley.config.yaml`. A part that is absent is not made. */
export const Configuration = z.strictObject({
  /** The region of every ARN in the file, and of the deployment. That of the first ARN when absent. */
  region: Region.optional(),
  /** Where alarms are sent; SNS asks the address to confirm. Without it alarms only show in CloudWatch. */
  alarms: z.strictObject({ email: z.email() }).optional(),
  /**
   * ARN of the number, pool or sender id of AWS End User Messaging that texts come from. Without it the service
   * chooses among the account's own.
   */
  texts: z
    .strictObject({
      from: z
        .string()
        .regex(
          /^arn:aws[\w-]*:sms-voice:[\w-]+:\d{12}:(phone-number|pool|sender-id)\/[\w-]+(\/\w+)?$/,
          'the ARN of a phone number, pool or sender id of AWS End User Messaging',
        ),
    })
    .optional(),
  mediaService: MediaServiceConfiguration.optional(),
  connect: ConnectConfiguration.optional(),
  chimePstn: ChimePstnConfiguration.optional(),
});
export type Configuration = z.infer<typeof Configuration>;
/** As it is written: what has a default may be absent. */
export type ConfigurationInput = z.input<typeof Configuration>;
