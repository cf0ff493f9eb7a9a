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

function arn(of: Unnamed, service: string, resource: string): string {
  return `arn:aws:${service}:${of.region}:${LOCAL_ACCOUNT}:${resource}`;
}
