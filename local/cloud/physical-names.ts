import { createHash } from 'node:crypto';

/** The account that a laptop pretends to be: AWS gives no account this number. */
export const LOCAL_ACCOUNT = '000000000000';

/** What other resources can learn of a resource: the value of `Ref` and of each attribute. */
export interface Identity {
  /** The name that the service knows it by. */
  name: string;
  ref: string;
  attributes: Readonly<Record<string, string>>;
}

export interface Unnamed {
  logicalId: string;
  type: string;
  properties: Record<string, unknown>;
  stackName: string;
  region: string;
  loadBalancerAddress: string;
}

type Identify = (name: string, of: Unnamed) => Omit<Identity, 'name'>;

/** The property in which a template may give a resource its name, by type. */
const NAME_PROPERTY: Readonly<Record<string, string>> = {
  'AWS::DynamoDB::Table': 'TableName',
  'AWS::Lambda::Function': 'FunctionName',
  'AWS::Events::EventBus': 'Name',
  'AWS::Events::Rule': 'Name',
  'AWS::Events::Archive': 'ArchiveName',
  'AWS::SQS::Queue': 'QueueName',
  'AWS::S3::Bucket': 'BucketName',
  'AWS::Logs::LogGroup': 'LogGroupName',
};

const IDENTITIES: Readonly<Record<string, Identify>> = {
  'AWS::DynamoDB::Table': (name, of) => {
    const table = arn(of, 'dynamodb', `table/${name}`);
    // A stream's label is the time it was made; one that never changes lets a cursor find its place again.
    return { ref: name, attributes: { Arn: table, StreamArn: `${table}/stream/2026-01-01T00:00:00.000` } };
  },
  'AWS::Lambda::Function': (name, of) => ({
    ref: name,
    attributes: { Arn: arn(of, 'lambda', `function:${name}`) },
  }),
  'AWS::Events::EventBus': (name, of) => ({
    ref: name,
    attributes: { Arn: arn(of, 'events', `event-bus/${name}`), Name: name },
  }),
  'AWS::Events::Rule': (name, of) => ({ ref: name, attributes: { Arn: arn(of, 'events', `rule/${name}`) } }),
  'AWS::Events::Archive': (name, of) => ({
    ref: name,
    attributes: { Arn: arn(of, 'events', `archive/${name}`), ArchiveName: name },
  }),
  'AWS::SQS::Queue': (name, of) => {
    const url = `https://sqs.${of.region}.amazonaws.com/${LOCAL_ACCOUNT}/${name}`;
    return { ref: url, attributes: { Arn: arn(of, 'sqs', name), QueueName: name, QueueUrl: url } };
  },
  'AWS::S3::Bucket': (name) => ({
    ref: name,
    attributes: { Arn: `arn:aws:s3:::${name}`, DomainName: `${name}.s3.amazonaws.com` },
  }),
  'AWS::Logs::LogGroup': (name, of) => ({
    ref: name,
    attributes: { Arn: `${arn(of, 'logs', `log-group:${name}`)}:*` },
  }),
  'AWS::Connect::Instance': (name, of) => {
    const instance = arn(of, 'connect', `instance/${name}`);
    return { ref: instance, attributes: { Arn: instance, Id: name } };
  },
  'AWS::Connect::ContactFlow': (name, of) => connectPart('contact-flow', 'ContactFlowArn', name, of),
  'AWS::Connect::ContactFlowVersion': (name, of) =>
    connectPart('contact-flow', 'ContactFlowVersionARN', name, of),
  'AWS::Connect::Queue': (name, of) => connectPart('queue', 'QueueArn', name, of),
  'AWS::Connect::HoursOfOperation': (name, of) =>
    connectPart('operating-hours', 'HoursOfOperationArn', name, of),
  'AWS::Connect::PhoneNumber': (name, of) => {
    const number = arn(of, 'connect', `phone-number/${name}`);
    return { ref: number, attributes: { PhoneNumberArn: number, Address: LOCAL_NUMBER } };
  },
  'AWS::Lex::Bot': (_name, of) => {
    const id = lexId(of.logicalId, of);
    return { ref: id, attributes: { Id: id, Arn: arn(of, 'lex', `bot/${id}`) } };
  },
  'AWS::Lex::BotVersion': (_name, of) => ({
    ref: `${botIdOf(of)}|1`,
    attributes: { BotVersion: '1', BotId: botIdOf(of) },
  }),
  'AWS::Lex::BotAlias': (_name, of) => {
    const id = lexId(of.logicalId, of);
    const alias = arn(of, 'lex', `bot-alias/${botIdOf(of)}/${id}`);
    return { ref: `${id}|${botIdOf(of)}`, attributes: { Arn: alias, BotAliasId: id } };
  },
  'AWS::Chime::SipMediaApplication': (name, of) => ({
    ref: name,
    attributes: { SipMediaApplicationId: name, SipMediaApplicationArn: arn(of, 'chime', `sma/${name}`) },
  }),
  'AWS::ElasticLoadBalancingV2::LoadBalancer': (name, of) => ({
    ref: name,
    attributes: { DNSName: of.loadBalancerAddress },
  }),
};

/** Names a resource as CloudFormation would, `<stack>-<logical id>`, unless the template names it itself. */
export function identify(of: Unnamed): Identity {
  const own = of.properties[NAME_PROPERTY[of.type] ?? ''];
  const made = `${of.stackName}-${of.logicalId}`;
  const name = typeof own === 'string' ? own : of.type === 'AWS::S3::Bucket' ? made.toLowerCase() : made;
  const { ref, attributes } = IDENTITIES[of.type]?.(name, of) ?? { ref: name, attributes: {} };
  return { name, ref, attributes };
}

/** The number that a laptop is called on: reserved for fiction (NANPA 555-01XX). */
const LOCAL_NUMBER = '+12065550199';

function connectPart(kind: string, attribute: string, name: string, of: Unnamed): Omit<Identity, 'name'> {
  const part = arn(of, 'connect', `instance/laptop/${kind}/${name}`);
  return { ref: part, attributes: { [attribute]: part } };
}

/** Ten capitals and digits that a bot or an alias is known by, always the same for the same resource. */
function lexId(logicalId: string, { stackName }: Unnamed): string {
  const digest = createHash('sha256').update(`${stackName}/${logicalId}`).digest('hex');
  return digest.slice(0, 10).toUpperCase();
}

/** The id of the bot that a version or an alias is of; the property is a reference to it, not yet resolved. */
function botIdOf(of: Unnamed): string {
  const bot = of.properties.BotId;
  if (typeof bot === 'string') return bot;
  const [, logicalId] = /"(?:Ref|Fn::GetAtt)":\[?"([A-Za-z0-9]+)/.exec(JSON.stringify(bot ?? null)) ?? [];
  return lexId(logicalId ?? of.logicalId, of);
}

function arn(of: Unnamed, service: string, resource: string): string {
  return `arn:aws:${service}:${of.region}:${LOCAL_ACCOUNT}:${resource}`;
}
