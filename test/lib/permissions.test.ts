import { describe, expect, it } from 'vitest';
import { allowedTo, policyStatements } from '../builders/iam.ts';
import { EVERYTHING, stackWith } from '../builders/stack.ts';

/** The actions for which AWS offers no resource (Service Authorization Reference). */
const WITHOUT_RESOURCE = new Set([
  'xray:PutTraceSegments',
  'xray:PutTelemetryRecords',
  'transcribe:StartStreamTranscription',
  'polly:SynthesizeSpeech',
  'ecr:GetAuthorizationToken',
  'comprehend:DetectSentiment',
  'chime:CreateSipRule',
  'chime:UpdateSipRule',
  'chime:DeleteSipRule',
]);

const { template } = stackWith(EVERYTHING);
const allowed = policyStatements(template).filter(({ Effect }) => Effect === 'Allow');

describe('what any role may do', () => {
  it('is spelled out action by action', () => {
    expect(allowed.length).toBeGreaterThan(20);
    expect(allowed.flatMap(({ Action }) => Action).filter((action) => action.includes('*'))).toEqual([]);
  });

  it('is limited to named resources wherever AWS lets them be named', () => {
    const anywhere = allowed.filter(({ Resource }) => Resource?.includes('*'));
    const actions = anywhere.flatMap(({ Action }) => Action);
    expect(new Set(actions)).toEqual(WITHOUT_RESOURCE);
  });

  it('uses a pattern in a resource for the objects of the recordings, and for what texts may come from', () => {
    const patterns = allowed
      .filter(({ Resource }) => !Resource?.includes('*'))
      .flatMap(({ at, Resource = [] }) =>
        Resource.map((resource) => ({ at, text: JSON.stringify(resource) })),
      )
      .filter(({ text }) => text.includes('*') && !/:(phone-number|pool|sender-id)\/\*/.test(text));
    expect(patterns).toHaveLength(1);
    expect(patterns[0]?.text).toContain('/recordings/*');
    expect(patterns[0]?.at).toMatch(/MediaTask/);
  });

  it('comes from no managed policy, which AWS may widen', () => {
    const roles = Object.values(template.findResources('AWS::IAM::Role'));
    expect(roles.length).toBeGreaterThan(4);
    expect(roles.filter((role) => role.Properties.ManagedPolicyArns !== undefined)).toEqual([]);
  });

  it('can be taken on by AWS services only', () => {
    const trusted = allowed.filter(({ Action }) => Action.includes('sts:AssumeRole'));
    expect(trusted.map(({ Principal }) => Object.keys(Object(Principal)))).toEqual(
      trusted.map(() => ['Service']),
    );
  });
});

describe('the turn function', () => {
  const actions = allowedTo(template, 'AgentTurn');

  it('adds to the record of calls and can neither change nor delete what is in it', () => {
    const onCalls = [...actions]
      .filter(([, resources]) => JSON.stringify(resources).includes('CallsStore'))
      .map(([action]) => action);
    expect(onCalls.sort()).toEqual(['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Query']);
  });

  it('publishes nothing: the table’s stream does', () => {
    expect([...actions.keys()].filter((action) => action.startsWith('events:'))).toEqual([]);
  });

  it('streams from the models of the playbooks and from no other', () => {
    const resources = JSON.stringify(actions.get('bedrock:InvokeModelWithResponseStream'));
    const models = [...resources.matchAll(/(?:foundation-model|inference-profile)\/([^"]+)"/g)].map(
      ([, id]) => id,
    );
    expect(new Set(models)).toEqual(
      new Set([
        'us.anthropic.claude-haiku-4-5-20251001-v1:0',
        'anthropic.claude-haiku-4-5-20251001-v1:0',
        'us.amazon.nova-lite-v1:0',
        'amazon.nova-lite-v1:0',
      ]),
    );
  });

  it('reaches a model of another region through the inference profile only', () => {
    const elsewhere = allowed.filter(({ Resource }) => JSON.stringify(Resource ?? []).includes('us-west-2'));
    expect(elsewhere.length).toBeGreaterThan(0);
    for (const statement of elsewhere) {
      expect(JSON.stringify(statement.Condition)).toMatch(/bedrock:InferenceProfileArn.*inference-profile/);
    }
  });
});

describe('the media service', () => {
  it('hears, thinks, speaks and records, and does nothing else', () => {
    expect([...allowedTo(template, 'MediaTaskDefinitionTaskRole').keys()].sort()).toEqual([
      'lambda:InvokeFunction',
      'polly:SynthesizeSpeech',
      's3:PutObject',
      'sts:AssumeRole',
      'transcribe:StartStreamTranscription',
    ]);
  });
});
