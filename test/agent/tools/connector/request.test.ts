import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Connector } from '../../../../agent/playbook/schema/connector.ts';
import {
  connectorRequest,
  secretsOf,
  signatureOf,
  UnusableInput,
} from '../../../../agent/tools/connector/request.ts';
import { aConnector } from '../../../builders/a-connector.ts';

const NOW_MS = Date.parse('2026-12-01T15:00:00Z');

function requestFor(changes: Partial<Connector>, input: Record<string, unknown>) {
  const secrets = { 'api-key': 'k3y', signing: 's1gn' };
  return connectorRequest(aConnector(changes), { input, secrets, idempotencyKey: 'call/3/0', nowMs: NOW_MS });
}

describe('the request of a connector', () => {
  it('has what its address names in the address, and the rest of the input in the query of a GET', () => {
    const { url, body } = requestFor({}, { zip: '98101', service: 'roof & gutter' });
    expect(url).toBe('https://api.example.com/areas/98101?service=roof+%26+gutter');
    expect(body).toBeUndefined();
  });

  it('has the rest of the input in a JSON body where the method has one', () => {
    const { url, body, headers } = requestFor({ method: 'POST' }, { zip: '98101', size: 3, urgent: true });
    expect(url).toBe('https://api.example.com/areas/98101');
    expect(body).toBe('{"size":3,"urgent":true}');
    expect(headers['content-type']).toBe('application/json');
  });

  it('carries the key under which it takes effect once, and secrets only in headers', () => {
    const request = requestFor(
      { headers: { 'X-Api-Key': { secret: 'api-key' }, 'x-from': 'parley' } },
      { zip: '98101' },
    );
    expect(request.headers).toMatchObject({
      'x-api-key': 'k3y',
      'x-from': 'parley',
      'idempotency-key': 'call/3/0',
    });
    expect(request.url).not.toContain('k3y');
  });

  it('is signed over its time and its body', () => {
    const sign = { secret: 'signing', header: 'x-signature' };
    const { headers, body = '' } = requestFor({ method: 'POST', sign }, { zip: '98101', size: 3 });
    const seconds = NOW_MS / 1000;
    const digest = createHmac('sha256', 's1gn').update(`${seconds}.${body}`).digest('hex');
    expect(headers['x-signature']).toBe(`t=${seconds},v1=${digest}`);
  });

  it('is signed over its time alone where it has no body', () => {
    const sign = { secret: 'signing', header: 'x-signature' };
    const { headers } = requestFor({ sign }, { zip: '98101' });
    expect(headers['x-signature']).toBe(signatureOf('', 's1gn', { nowMs: NOW_MS }));
  });

  it.each(['..', '.', ''])('is not made of an input %j that would change what the address means', (zip) => {
    expect(() => requestFor({}, { zip })).toThrow(UnusableInput);
  });

  it('is not made of an object in an address', () => {
    expect(() => requestFor({}, { zip: { $ne: 1 } })).toThrow('zip: must be a text');
  });

  it('goes to the host and under the path of the playbook, whatever the caller says', () => {
    const connector = aConnector({ url: 'https://api.example.com/areas/{zip}/open' });
    const parts = { secrets: {}, idempotencyKey: 'call/3/0', nowMs: NOW_MS };
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: 'binary' }), (zip) => {
        fc.pre(zip !== '.' && zip !== '..' && zip.isWellFormed());
        const { url } = connectorRequest(connector, { ...parts, input: { zip } });
        const { origin, pathname, username } = new URL(url);
        expect([origin, username]).toEqual(['https://api.example.com', '']);
        expect(pathname).toMatch(/^\/areas\/[^/]+\/open$/);
      }),
    );
  });
});

it('a connector names each secret that it needs once', () => {
  const headers = { a: { secret: 'one' }, b: 'plain', c: { secret: 'two' } };
  expect(secretsOf({ headers, sign: { secret: 'one', header: 's' } })).toEqual(['one', 'two']);
});
