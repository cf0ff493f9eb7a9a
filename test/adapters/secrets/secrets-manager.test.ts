import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { SECRET_LIVES_MS, secretsClient, secretsManager } from '../../../adapters/secrets/secrets-manager.ts';
import { faultsWith } from '../../../local/faults.ts';
import { secretsService } from '../../../local/services/secrets.ts';
import { serve, type WireServer } from '../../../local/wire/server.ts';
import { atEndpoint } from '../../builders/aws-endpoint.ts';

const faults = faultsWith(1);
let service: WireServer;
let directory: string;
let file: string;

beforeAll(async () => {
  directory = mkdtempSync(path.join(tmpdir(), 'parley-secrets-'));
  file = path.join(directory, 'secrets.json');
  service = await serve(faults.wrap('secrets-manager', secretsService(file)));
});
afterAll(async () => {
  await service.close();
  rmSync(directory, { recursive: true });
});
beforeEach(() => writeFileSync(file, '{"crm-key":"one"}'));

function secretsAt(clock: { nowMs: number }) {
  return secretsManager(secretsClient(atEndpoint(service.url)), () => clock.nowMs);
}

test('a secret is read once, and again when it has been used for a while', async () => {
  const clock = { nowMs: 0 };
  const secrets = secretsAt(clock);
  expect(await secrets.get('crm-key')).toBe('one');
  writeFileSync(file, '{"crm-key":"two"}');
  expect(await secrets.get('crm-key')).toBe('one');
  clock.nowMs = SECRET_LIVES_MS;
  expect(await secrets.get('crm-key')).toBe('two');
});

test('a secret that cannot be read again goes on being used', async () => {
  const clock = { nowMs: 0 };
  const secrets = secretsAt(clock);
  await secrets.get('crm-key');
  clock.nowMs = SECRET_LIVES_MS;
  const fault = faults.set({ service: 'secrets-manager', kind: 'error' });
  expect(await secrets.get('crm-key')).toBe('one');
  fault.takeAway();
});

test('a secret that is not there is an error that names it', async () => {
  await expect(secretsAt({ nowMs: 0 }).get('no-key')).rejects.toThrow(/no-key/);
});
