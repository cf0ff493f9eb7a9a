import { afterAll, beforeAll, beforeEach, vi } from 'vitest';
import { readBody, serve, type WireServer } from '../../local/wire/server.ts';

/** What the service answers to one request. */
export interface ServiceAnswer {
  /** Makes the answer an error of that name, with status 404. */
  error?: string;
  body?: object;
}

export interface CustomResource {
  /** Requests to the service since the test began: `METHOD /path body`. */
  readonly requests: string[];
  /** What CloudFormation was told since the test began. */
  readonly told: Record<string, unknown>[];
  /** An event of CloudFormation, with the resource's properties. */
  event(RequestType: string, changes?: Record<string, unknown>): Record<string, unknown>;
}

/**
 * A custom resource whose service and CloudFormation answer on one port, for all tests of a file: what
 * CloudFormation is told goes to `/answer`. `endpoint` is the SDK's variable for the service.
 */
export function customResource(
  endpoint: string,
  properties: Record<string, unknown>,
  answer: (path: string) => ServiceAnswer,
): CustomResource {
  let wire: WireServer | undefined;
  const requests: string[] = [];
  const told: Record<string, unknown>[] = [];
  beforeAll(async () => {
    wire = await serve(async (request, response) => {
      const body = (await readBody(request)).toString();
      const path = decodeURIComponent(request.url ?? '');
      if (path === '/answer') {
        told.push(JSON.parse(body));
        response.end();
        return;
      }
      requests.push(`${request.method} ${path} ${body}`.trim());
      const { error, body: answered = {} } = answer(path);
      response.statusCode = error === undefined ? 200 : 404;
      if (error !== undefined) response.setHeader('x-amzn-errortype', error);
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(answered));
    });
    vi.stubEnv(endpoint, wire.url);
    vi.stubEnv('AWS_REGION', 'us-east-1');
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'local');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'local');
    vi.spyOn(process.stderr, 'write').mockImplementation(() => true);
  });
  afterAll(async () => {
    vi.unstubAllEnvs();
    vi.restoreAllMocks();
    await wire?.close();
  });
  beforeEach(() => {
    requests.length = 0;
    told.length = 0;
  });
  return {
    requests,
    told,
    event: (RequestType, changes = {}) => ({
      RequestType,
      ResponseURL: `${wire?.url}/answer`,
      StackId: 's',
      RequestId: 'r',
      LogicalResourceId: 'l',
      ResourceProperties: properties,
      ...changes,
    }),
  };
}
