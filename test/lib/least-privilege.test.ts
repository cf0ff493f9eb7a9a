import { describe, expect, it } from 'vitest';
import { compile } from '../../agent/playbook/compile.ts';
import { loadPlaybooks } from '../../lib/playbooks.ts';
import { synthesizeTemplate } from '../../lib/synthesize.ts';
import { aConnector } from '../builders/a-connector.ts';
import { dentalPlaybook } from '../builders/a-talk.ts';
import { allowedTo } from '../builders/iam.ts';
import { inFreshDirectory, PROGRAMS } from '../builders/programs.ts';
import { EVERYTHING } from '../builders/stack.ts';

/** The IAM action that each request of the AWS SDK needs (Service Authorization Reference). */
const ACTION_OF: Readonly<Record<string, string>> = {
  'bedrock-runtime/ConverseStream': 'bedrock:InvokeModelWithResponseStream',
  'chime-sdk-voice/CreateSipRule': 'chime:CreateSipRule',
  'chime-sdk-voice/DeleteSipRule': 'chime:DeleteSipRule',
  'chime-sdk-voice/UpdateSipRule': 'chime:UpdateSipRule',
  'connect/AssociatePhoneNumberContactFlow': 'connect:AssociatePhoneNumberContactFlow',
  'connect/DisassociatePhoneNumberContactFlow': 'connect:DisassociatePhoneNumberContactFlow',
  'dynamodb/DeleteItem': 'dynamodb:DeleteItem',
  'dynamodb/GetItem': 'dynamodb:GetItem',
  'dynamodb/PutItem': 'dynamodb:PutItem',
  'dynamodb/Query': 'dynamodb:Query',
  'dynamodb/UpdateItem': 'dynamodb:UpdateItem',
  'eventbridge/PutEvents': 'events:PutEvents',
  'lambda/Invoke': 'lambda:InvokeFunction',
  'lambda/InvokeWithResponseStream': 'lambda:InvokeFunction',
  'pinpoint-sms-voice-v2/SendTextMessage': 'sms-voice:SendTextMessage',
  'polly/SynthesizeSpeech': 'polly:SynthesizeSpeech',
  's3/PutObject': 's3:PutObject',
  'secrets-manager/GetSecretValue': 'secretsmanager:GetSecretValue',
  'transcribe-streaming/StartStreamTranscription': 'transcribe:StartStreamTranscription',
};

/** Requests that the SDK's own machinery brings along and that no program of Parley sends. */
const NEVER_SENT: Readonly<Record<string, readonly string[]>> = {
  turn: ['dynamodb/DescribeEndpoints', 'dynamodb/Scan'],
  'lex-hook': ['dynamodb/DescribeEndpoints', 'dynamodb/Scan'],
  'chime-pstn': ['dynamodb/DescribeEndpoints', 'dynamodb/Scan'],
  'connect-events': ['dynamodb/DescribeEndpoints', 'dynamodb/Scan'],
  'publish-events': ['dynamodb/DescribeEndpoints', 'dynamodb/Scan', 'dynamodb/Query'],
  'call-header': ['dynamodb/DescribeEndpoints', 'dynamodb/Scan', 'dynamodb/Query'],
  'end-lost-calls': ['dynamodb/DescribeEndpoints', 'dynamodb/Scan', 'lambda/InvokeWithResponseStream'],
  'send-message': ['dynamodb/DescribeEndpoints', 'dynamodb/Scan', 'dynamodb/Query'],
  media: ['s3/CreateSession'],
};

/** What Lambda, and not the program, does with the role: logs, traces, reading the stream, dead letters. */
const DONE_BY_LAMBDA =
  /^(logs|xray|sqs|sts):|^dynamodb:(DescribeStream|GetRecords|GetShardIterator|ListStreams)$/;

/** The requests of the AWS SDK that are inside a bundle, as `service/Operation`. */
function requestsIn(sources: readonly string[]): string[] {
  return sources.flatMap((source) => {
    const match = /@aws-sdk\/client-([^/]+)\/dist-es\/commands\/(\w+)Command\.js$/.exec(source);
    return match === null ? [] : [`${match[1]}/${match[2]}`];
  });
}

/** With a connector that needs a secret: what a program can ask for depends on what the playbooks name. */
const playbooks = loadPlaybooks().map(({ source, passages }) =>
  compile(
    { ...source, connectors: { check_area: aConnector({ headers: { 'x-key': { secret: 'area-key' } } }) } },
    passages,
  ),
);
const { template } = synthesizeTemplate(EVERYTHING, playbooks);

describe.each(PROGRAMS)('the role of $name', ({ name, role, write }) => {
  it('allows every request that the program can send, and no other', () => {
    const { sources } = inFreshDirectory((directory) => write(directory));
    const sent = requestsIn(sources).filter((request) => NEVER_SENT[name]?.includes(request) !== true);
    const needed = sent.map((request) => ACTION_OF[request] ?? `no action is known for ${request}`);
    const allowed = [...allowedTo(template, role).keys()].filter((action) => !DONE_BY_LAMBDA.test(action));

    expect(needed.length).toBeGreaterThan(0);
    expect(allowed.sort()).toEqual([...new Set(needed)].sort());
  });
});

describe('the secrets that the turn may read', () => {
  const READ = 'secretsmanager:GetSecretValue';

  it('are exactly those that the playbooks name', () => {
    const [resource, ...others] = allowedTo(template, 'AgentTurn').get(READ) ?? [];
    expect(JSON.stringify(resource)).toContain(':secret:area-key-??????');
    expect(others).toEqual([]);
  });

  it('are none where no playbook names one', () => {
    expect(allowedTo(synthesizeTemplate({}, [dentalPlaybook()]).template, 'AgentTurn').has(READ)).toBe(false);
  });
});
