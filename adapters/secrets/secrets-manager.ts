import {
  GetSecretValueCommand,
  SecretsManagerClient,
  type SecretsManagerClientConfig,
} from '@aws-sdk/client-secrets-manager';
import type { Secrets } from '../../agent/tools/connector/http.ts';

/** How long a secret is used before it is read again, in milliseconds: how soon a changed one takes effect. */
export const SECRET_LIVES_MS = 5 * 60_000;
/** A caller waits for it: what takes this long, in milliseconds, will not come in time. */
const REQUEST_TIMEOUT_MS = 1_500;
const ATTEMPTS = 2;

/** A secret is not there as a text. */
export class SecretMissing extends Error {
  override readonly name = 'SecretMissing';
  constructor(name: string) {
    super(
      `The secret "${name}" has no text. Store one: aws secretsmanager put-secret-value --secret-id ${name}`,
    );
  }
}

/** A client for the environment's region, credentials and endpoint. */
export function secretsClient(config: SecretsManagerClientConfig = {}): SecretsManagerClient {
  return new SecretsManagerClient({
    maxAttempts: ATTEMPTS,
    requestHandler: { requestTimeout: REQUEST_TIMEOUT_MS, throwOnRequestTimeout: true },
    ...config,
  });
}

interface Kept {
  value: string;
  readAtMs: number;
}

/**
 * Secrets of AWS Secrets Manager, kept in this process for a while. One that cannot be read again goes on being
 * used: an outage of Secrets Manager is no reason to stop. Throws what the service throws, and `SecretMissing`.
 */
export function secretsManager(client: SecretsManagerClient, now: () => number): Secrets {
  const kept = new Map<string, Kept>();
  const read = async (name: string): Promise<string> => {
    const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: name }));
    if (SecretString === undefined) throw new SecretMissing(name);
    kept.set(name, { value: SecretString, readAtMs: now() });
    return SecretString;
  };
  return {
    async get(name) {
      const known = kept.get(name);
      if (known === undefined) return read(name);
      if (now() - known.readAtMs < SECRET_LIVES_MS) return known.value;
      return read(name).catch(() => known.value);
    },
  };
}
