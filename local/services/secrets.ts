import { existsSync, readFileSync } from 'node:fs';
import * as z from 'zod';
import { sendJson, sendJsonError } from '../wire/answers.ts';
import { readBody, type WireHandler } from '../wire/server.ts';

const CONTENT_TYPE = 'application/x-amz-json-1.1';

const GetSecretValue = z.object({ SecretId: z.string() });
const SecretsFile = z.record(z.string(), z.string());

/**
 * AWS Secrets Manager: GetSecretValue out of a JSON file of names and texts. The file is read for each request,
 * so that a secret that is written there takes effect as it would in AWS.
 */
export function secretsService(file: string): WireHandler {
  return async (request, response) => {
    const operation = String(request.headers['x-amz-target']).split('.').at(-1);
    const body = await readBody(request);
    if (operation !== 'GetSecretValue')
      return sendJsonError(
        response,
        400,
        'InvalidRequestException',
        `${operation} is not served on a laptop.`,
      );
    const { SecretId: name } = GetSecretValue.parse(JSON.parse(body.toString('utf8')));
    const value = existsSync(file)
      ? SecretsFile.parse(JSON.parse(readFileSync(file, 'utf8')))[name]
      : undefined;
    if (value === undefined)
      return sendJsonError(
        response,
        400,
        'ResourceNotFoundException',
        `Secrets Manager can't find the specified secret. Write it into ${file}: { "${name}": "..." }`,
      );
    sendJson(response, 200, { Name: name, SecretString: value }, CONTENT_TYPE);
  };
}
