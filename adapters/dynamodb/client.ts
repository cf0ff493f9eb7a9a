import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/** A connection within a region is there in a few milliseconds or not at all. */
const CONNECT_TIMEOUT_MS = 500;
/** DynamoDB answers in single-digit milliseconds; a request that takes this long is lost. */
const REQUEST_TIMEOUT_MS = 1_500;
/**
 * How often the SDK sends a request that was lost or turned away, in all. It is safe: every write of ours is
 * conditional or may be repeated.
 */
const ATTEMPTS = 3;

/**
 * A document client for the environment's region, credentials and endpoint. Make one per process: it holds
 * the connections. `undefined` means that an attribute is absent, as it does in the domain's types.
 * `config` is for an endpoint that is not the environment's.
 */
export function documentClient(config: DynamoDBClientConfig = {}): DynamoDBDocumentClient {
  const client = new DynamoDBClient({
    maxAttempts: ATTEMPTS,
    requestHandler: {
      connectionTimeout: CONNECT_TIMEOUT_MS,
      requestTimeout: REQUEST_TIMEOUT_MS,
      throwOnRequestTimeout: true,
    },
    ...config,
  });
  return DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
}
