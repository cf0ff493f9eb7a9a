import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { readBody, serve, type WireServer } from '../../../local/wire/server.ts';

let wire: WireServer;
let requests: string[] = [];
let told: Record<string, unknown>[] = [];
let handler: (event: unknown) => Promise<void>;

/** Chime SDK and CloudFormation on one port: what CloudFormation is told goes to /answer. */
beforeAll(async () => {
  wire = await serve(async (request, response) => {
    const body = (await readBody(request)).toString();
    const path = decodeURIComponent(request.url ?? '');
    if (path === '/answer') told.push(JSON.parse(body));
    else requests.push(`${request.method} ${path} ${body}`.trim());
    const gone = path.endsWith('/gone');
    response.statusCode = gone ? 404 : 200;
    if (gone) response.setHeader('x-amzn-errortype', 'NotFoundException');
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ SipRule: { SipRuleId: 'rule' } }));
  });
  vi.stubEnv('AWS_ENDPOINT_URL_CHIME_SDK_VOICE', wire.url);
  vi.stubEnv('AWS_REGION', 'us-east-1');
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'local');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'local');
  vi.spyOn(process.stderr, 'write').mockImplementation(() => true);
  ({ handler } = await import('../../../lambdas/sip-rule/handler.ts'));
});
afterAll(async () => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  await wire.close();
});
beforeEach(() => {
  requests = [];
  told = [];
});

const event = (RequestType: string, changes: Record<string, unknown> = {}) => ({
  RequestType,
  ResponseURL: `${wire.url}/answer`,
  StackId: 's',
  RequestId: 'r',
  LogicalResourceId: 'l',
  ResourceProperties: {
    Name: 'Parley dental +12065550100',
    PhoneNumber: '+12065550100',
    SipMediaApplicationId: 'sma',
    Region: 'us-east-1',
  },
  ...changes,
});

test('calls to a number are sent to the application, and the rule is known by its id', async () => {
  await handler(event('Create'));
  const [request = ''] = requests;
  expect(request).toMatch(/^POST \/sip-rules /);
  expect(JSON.parse(request.slice(request.indexOf('{')))).toEqual({
    Name: 'Parley dental +12065550100',
    TriggerType: 'ToPhoneNumber',
    TriggerValue: '+12065550100',
    TargetApplications: [{ SipMediaApplicationId: 'sma', Priority: 1, AwsRegion: 'us-east-1' }],
  });
  expect(told).toMatchObject([{ Status: 'SUCCESS', PhysicalResourceId: 'rule' }]);
});

test('a rule is switched off before it is deleted: Chime deletes no other', async () => {
  await handler(event('Delete', { PhysicalResourceId: 'rule' }));
  expect(requests.map((request) => request.split(' ').slice(0, 2).join(' '))).toEqual([
    'PUT /sip-rules/rule',
    'DELETE /sip-rules/rule',
  ]);
  expect(requests[0]).toContain('"Disabled":true');
});

test('a rule that is gone already is no fault', async () => {
  await handler(event('Delete', { PhysicalResourceId: 'gone' }));
  expect(told).toMatchObject([{ Status: 'SUCCESS' }]);
});

test('a number that is none fails the deployment by name', async () => {
  const ResourceProperties = { ...event('Create').ResourceProperties, PhoneNumber: '555' };
  await handler(event('Create', { ResourceProperties }));
  expect(requests).toEqual([]);
  expect(told).toMatchObject([{ Status: 'FAILED', Reason: expect.stringContaining('E.164') }]);
});
