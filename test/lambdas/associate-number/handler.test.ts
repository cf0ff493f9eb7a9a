import { beforeAll, beforeEach, expect, test } from 'vitest';
import { customResource } from '../../builders/custom-resource.ts';

let refused = false;
let handler: (event: unknown) => Promise<void>;

const { requests, told, event } = customResource(
  'AWS_ENDPOINT_URL_CONNECT',
  {
    PhoneNumberId: 'arn:aws:connect:us-east-1:111122223333:phone-number/number',
    InstanceId: 'arn:aws:connect:us-east-1:111122223333:instance/instance',
    ContactFlowId: 'arn:aws:connect:us-east-1:111122223333:instance/instance/contact-flow/flow',
  },
  () => (refused ? { error: 'ResourceNotFoundException' } : {}),
);
beforeAll(async () => {
  ({ handler } = await import('../../../lambdas/associate-number/handler.ts'));
});
beforeEach(() => {
  refused = false;
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
  refused = true;
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
  refused = true;
  await handler(event('Create'));
  await handler(event('Create', { ResourceProperties: {} }));
  expect(told).toMatchObject([
    { Status: 'FAILED', Reason: expect.stringContaining('ResourceNotFoundException') },
    { Status: 'FAILED', Reason: expect.stringContaining('PhoneNumberId') },
  ]);
});
