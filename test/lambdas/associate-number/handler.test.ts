import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { readBody, serve, type WireServer } from '../../../local/wire/server.ts';

let wire: WireServer;
let requests: string[] = [];
let told: Record<string, unknown>[] = [];
let connectStatus = 200;
let handler: (event: unknown) => Promise<void>;

/** Connect and CloudFormation on one port: what CloudFormation is told goes to /answer. */
beforeAll(async () => {
  wire = await serve(async (request, response) => {
    const body = (await readBody(request)).toString();
    if (request.url === '/answer') told.push(JSON.parse(body));
    else {
      requests.push(`${request.method} ${decodeURIComponent(request.url ?? '')} ${body}`.trim());
      response.statusCode = connectStatus;
      response.setHeader('content-type', 'application/json');
      if (connectStatus !== 200) response.setHeader('x-amzn-errortype', 'ResourceNotFoundException');
    }
    response.end(request.url === '/answer' ? '' : '{}');
  });
  vi.stubEnv('AWS_ENDPOINT_URL_CONNECT', wire.url);
  vi.stubEnv('AWS_REGION', 'us-east-1');
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'local');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'local');
  vi.spyOn(process.stderr, 'write').mockImplementation(() => true);
  ({ handler } = await import('../../../lambdas/associate-number/handler.ts'));
});
afterAll(async () => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  await wire.close();
});
beforeEach(() => {
  requests = [];
  told = [];
  connectStatus = 200;
});

const event = (RequestType: string, changes: Record<string, unknown> = {}) => ({
  RequestType,
  ResponseURL: `${wire.url}/answer`,
  StackId: 's',
  RequestId: 'r',
  LogicalResourceId: 'l',
  ResourceProperties: { PhoneNumberId: 'number', InstanceId: 'instance', ContactFlowId: 'flow' },
  ...changes,
});

test('a claimed number is pointed at its flow, when it is made and when the flow is another', async () => {
  await handler(event('Create'));
  await handler(event('Update', { PhysicalResourceId: 'number' }));
  expect(requests).toHaveLength(2);
  for (const request of requests)
    expect(request).toBe(
      'PUT /phone-number/number/contact-flow {"InstanceId":"instance","ContactFlowId":"flow"}',
    );
  expect(told.map(({ Status, PhysicalResourceId }) => [Status, PhysicalResourceId])).toEqual([
    ['SUCCESS', 'number'],
    ['SUCCESS', 'number'],
  ]);
});

test('a number is released from its flow when it goes, and it is no fault that it is gone already', async () => {
  await handler(event('Delete', { PhysicalResourceId: 'number' }));
  connectStatus = 404;
  await handler(event('Delete', { PhysicalResourceId: 'number' }));
  expect(requests[0]).toBe('DELETE /phone-number/number/contact-flow?instanceId=instance');
  expect(told.map(({ Status }) => Status)).toEqual(['SUCCESS', 'SUCCESS']);
});

test('what was never made is not undone', async () => {
  await handler(event('Delete', { PhysicalResourceId: 'never-made' }));
  expect(requests).toEqual([]);
  expect(told).toMatchObject([{ Status: 'SUCCESS' }]);
});

test('a deployment is told when Connect refuses or a property is missing', async () => {
  connectStatus = 404;
  await handler(event('Create'));
  await handler(event('Create', { ResourceProperties: {} }));
  expect(told).toMatchObject([
    { Status: 'FAILED', Reason: expect.stringContaining('ResourceNotFoundException') },
    { Status: 'FAILED', Reason: expect.stringContaining('PhoneNumberId') },
  ]);
});
