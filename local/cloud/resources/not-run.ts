/**
 * Types that a laptop can do without: who may do what, logs, alarms, networks. A whole service is named by
 * `AWS::<service>::`. Nothing that a call depends on may be listed here.
 */
const HARMLESS = [
  'AWS::IAM::',
  'AWS::Logs::',
  'AWS::CloudWatch::',
  'AWS::SNS::',
  'AWS::EC2::',
  'AWS::KMS::',
  'AWS::ECS::Cluster',
  'AWS::ECS::Service',
  'AWS::ElasticLoadBalancingV2::',
  'AWS::Lambda::Permission',
  'AWS::S3::BucketPolicy',
  'AWS::SQS::QueuePolicy',
  'AWS::CDK::Metadata',
];

/**
 * What the laptop's telephone plays (`local/telephone/artefacts.ts`). It calls the flow and the SIP media
 * application themselves, so it needs nothing that ties a number to them.
 */
const PLAYED_BY_THE_TELEPHONE = [
  'AWS::Connect::',
  'AWS::Lex::',
  'AWS::Chime::',
  'Custom::ParleyFlowOfNumber',
  'Custom::ParleySipRule',
];

/** Says in words which resources of the template are not run: at most one line of each kind. */
export function describeNotRun(all: readonly string[]): string[] {
  const types = all.filter((type) => !PLAYED_BY_THE_TELEPHONE.some((each) => type.startsWith(each)));
  const harmless = types.filter((type) => HARMLESS.some((each) => type.startsWith(each)));
  const unknown = types.filter((type) => !harmless.includes(type));
  return [
    ...(harmless.length === 0 ? [] : [`Not run on a laptop, and not missed: ${counted(harmless)}.`]),
    ...(unknown.length === 0
      ? []
      : [
          `The laptop's cloud does not know these resources; what depends on them does not work: ${counted(unknown)}.`,
        ]),
  ];
}

function counted(types: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const type of types) counts.set(type, (counts.get(type) ?? 0) + 1);
  return [...counts]
    .sort(([one], [other]) => one.localeCompare(other))
    .map(([type, count]) => (count === 1 ? type : `${count} × ${type}`))
    .join(', ');
}
