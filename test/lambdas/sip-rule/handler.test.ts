import { beforeAll, expect, test } from 'vitest';
import { customResource } from '../../builders/custom-resource.ts';

let handler: (event: unknown) => Promise<void>;

const PROPERTIES = {
  Name: 'Parley dental 12065550100',
  PhoneNumber: '+12065550100',
  SipMediaApplicationId: 'sma',
  Region: 'us-east-1',
};
const { requests, told, event } = customResource('AWS_ENDPOINT_URL_CHIME_SDK_VOICE', PROPERTIES, (path) =>
  path.endsWith('/gone') ? { error: 'NotFoundException' } : { body: { SipRule: { SipRuleId: 'rule' } } },
);
beforeAll(async () => {
  ({ handler } = await import('../../../lambdas/sip-rule/handler.ts'));
});

test('calls to a number are sent to the application, and the rule is known by its id', async () => {
  await handler(event('Create'));
  const [request = ''] = requests;
  expect(request).toMatch(/^POST \/sip-rules /);
  expect(JSON.parse(request.slice(request.indexOf('{')))).toEqual({
    Name: 'Parley dental 12065550100',
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

test('a rule whose number stays is changed in place: Chime takes no second one for it', async () => {
  const ResourceProperties = {
    ...PROPERTIES,
    Name: 'Parley restaurant 12065550100',
    SipMediaApplicationId: 'other',
  };
  const OldResourceProperties = PROPERTIES;
  await handler(event('Update', { PhysicalResourceId: 'rule', ResourceProperties, OldResourceProperties }));
  expect(requests).toHaveLength(1);
  const [request = ''] = requests;
  expect(request).toMatch(/^PUT \/sip-rules\/rule /);
  expect(JSON.parse(request.slice(request.indexOf('{')))).toEqual({
    Name: 'Parley restaurant 12065550100',
    TargetApplications: [{ SipMediaApplicationId: 'other', Priority: 1, AwsRegion: 'us-east-1' }],
  });
  expect(told).toMatchObject([{ Status: 'SUCCESS', PhysicalResourceId: 'rule' }]);
});

test('another number is another rule, and the old one is left to CloudFormation', async () => {
  const ResourceProperties = { ...PROPERTIES, PhoneNumber: '+12065550101' };
  const OldResourceProperties = PROPERTIES;
  await handler(event('Update', { PhysicalResourceId: 'old', ResourceProperties, OldResourceProperties }));
  expect(requests).toHaveLength(1);
  expect(requests[0]).toMatch(/^POST \/sip-rules /);
  expect(told).toMatchObject([{ Status: 'SUCCESS', PhysicalResourceId: 'rule' }]);
});

test('a number that is none fails the deployment by name', async () => {
  const ResourceProperties = { ...PROPERTIES, PhoneNumber: '555' };
  await handler(event('Create', { ResourceProperties }));
  expect(requests).toEqual([]);
  expect(told).toMatchObject([{ Status: 'FAILED', Reason: expect.stringContaining('E.164') }]);
});
