import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { answerCustomResource } from '../../adapters/cloudformation/custom-resource.ts';
import { readBody, serve, type WireServer } from '../../local/wire/server.ts';

let cloudFormation: WireServer;
let answers: { method: string | undefined; type: string | undefined; body: Record<string, unknown> }[] = [];
let status = 200;

beforeAll(async () => {
  cloudFormation = await serve(async (request, response) => {
    const body = (await readBody(request)).toString();
    answers.push({ method: request.method, type: request.headers['content-type'], body: JSON.parse(body) });
    response.statusCode = status;
    response.end();
  });
});
afterAll(() => cloudFormation.close());
beforeEach(() => {
  answers = [];
  status = 200;
});

const event = (changes: Record<string, unknown> = {}) => ({
  RequestType: 'Create',
  ResponseURL: `${cloudFormation.url}/answer`,
  StackId: 'stack',
  RequestId: 'request',
  LogicalResourceId: 'Number',
  ResourceProperties: { ServiceToken: 'arn' },
  ...changes,
});
const ignore = () => undefined;

test('CloudFormation is told the name of what was made', async () => {
  await answerCustomResource(event(), async () => ({ physicalId: 'made' }), ignore);
  expect(answers).toEqual([
    {
      method: 'PUT',
      type: '',
      body: {
        StackId: 'stack',
        RequestId: 'request',
        LogicalResourceId: 'Number',
        Status: 'SUCCESS',
        PhysicalResourceId: 'made',
      },
    },
  ]);
});

test('CloudFormation is told why a change failed, and under the name it knows', async () => {
  const failures: unknown[] = [];
  const failing = () => Promise.reject(new Error('no such number'));
  await answerCustomResource(event({ RequestType: 'Update', PhysicalResourceId: 'old' }), failing, (cause) =>
    failures.push(cause),
  );
  expect(answers[0]?.body).toMatchObject({
    Status: 'FAILED',
    PhysicalResourceId: 'old',
    Reason: 'Error: no such number',
  });
  expect(failures).toHaveLength(1);
});

test('an answer that CloudFormation does not take is an error, so that Lambda tries again', async () => {
  status = 403;
  await expect(answerCustomResource(event(), async () => ({ physicalId: 'x' }), ignore)).rejects.toThrow(
    /403/,
  );
});

test('what is no request of CloudFormation is refused', async () => {
  await expect(answerCustomResource({}, async () => ({ physicalId: 'x' }), ignore)).rejects.toThrow(
    /RequestType/,
  );
  expect(answers).toEqual([]);
});
