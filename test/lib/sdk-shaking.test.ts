import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it, vi } from 'vitest';
import * as z from 'zod';
import type { AsyncInvoker } from '../../adapters/lambda/async-invoker.ts';
import { BundleFailed, bundle } from '../../lib/bundle.ts';
import { bundleFunction } from '../../lib/function.ts';
import { withoutLateImports, withPlainKeys } from '../../lib/sdk-shaking.ts';
import { inFreshDirectory } from '../builders/programs.ts';

describe('a description of the SDK with plain keys', () => {
  it('has each key that is a constant text written out, and nothing else changed', () => {
    const source = [
      'const _h = "http";',
      'const _A = "Architecture";',
      'export var Invoke$ = [9, n0, _I, { [_h]: ["POST", "/x", 200] }, () => In$];',
      'export var List$ = [1, n0, _A, { [unknown]: 1, [_h]: list[_A] }];',
    ].join('\n');
    expect(withPlainKeys(source)).toBe(
      [
        'const _h = "http";',
        'const _A = "Architecture";',
        'export var Invoke$ = [9, n0, _I, { "http": ["POST", "/x", 200] }, () => In$];',
        'export var List$ = [1, n0, _A, { [unknown]: 1, "http": list[_A] }];',
      ].join('\n'),
    );
  });

  it('lets a bundle leave out the operations that its program never asks for', () => {
    const text = inFreshDirectory((directory) => {
      bundle(directory, { entry: 'adapters/lambda/async-invoker.ts', outputFile: 'x.mjs', files: {} });
      return readFileSync(path.join(directory, 'x.mjs'), 'utf8');
    });
    expect(text).toContain('/2015-03-31/functions/{FunctionName}/invocations');
    expect(text).not.toContain('/2015-03-31/functions/{FunctionName}/aliases');
    expect(text).not.toContain('EFSMountConnectivityException');
  });
});

describe("an error of Lambda's, whose class is left out of bundles", () => {
  it('arrives under its own name, as one of the service', async () => {
    const server = createServer((request, response) => {
      request.resume();
      response
        .writeHead(429, { 'x-amzn-errortype': 'TooManyRequestsException' })
        .end('{"message":"slow down"}');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const directory = mkdtempSync(path.join(tmpdir(), 'parley-bundle-'));
    vi.stubEnv('AWS_ENDPOINT_URL_LAMBDA', `http://127.0.0.1:${portOf(server)}`);
    for (const name of ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY']) vi.stubEnv(name, 'local');
    vi.stubEnv('AWS_REGION', 'us-east-1');
    try {
      bundle(directory, { entry: 'adapters/lambda/async-invoker.ts', outputFile: 'x.mjs', files: {} });
      const { asyncInvoker } = z
        .object({ asyncInvoker: z.custom<() => AsyncInvoker>((it) => typeof it === 'function') })
        .parse(await import(pathToFileURL(path.join(directory, 'x.mjs')).href));
      await expect(asyncInvoker()('lex-hook', {})).rejects.toMatchObject({
        name: 'TooManyRequestsException',
        $fault: 'client',
      });
    } finally {
      vi.unstubAllEnvs();
      rmSync(directory, { recursive: true });
      server.close();
    }
  });
});

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return address.port;
}

describe('a client of a stream of events', () => {
  it('imports at its beginning what it would import while the stream is on its way', () => {
    const source = 'const { Serde } = await import("@smithy/core/event-streams");';
    expect(withoutLateImports(source)).toBe(
      'import * as late0 from "@smithy/core/event-streams";\nconst { Serde } = late0;',
    );
  });

  it('is one file, so that no short stream closes before it is read', () => {
    inFreshDirectory((directory) => {
      bundleFunction(directory, 'adapters/lambda/turn-client.ts', {});
      expect(readdirSync(directory)).toEqual(['index.mjs']);
    });
  });
});

describe('a program that does not compile', () => {
  it('is refused with file and line', () => {
    const directory = mkdtempSync(path.join(tmpdir(), 'parley-broken-'));
    const entry = path.join(directory, 'broken.ts');
    writeFileSync(entry, 'const x = ;\n');
    try {
      expect(() => bundle(directory, { entry, outputFile: 'x.mjs', files: {} })).toThrow(BundleFailed);
      expect(() => bundle(directory, { entry, outputFile: 'x.mjs', files: {} })).toThrow(/broken\.ts:1:10/);
    } finally {
      rmSync(directory, { recursive: true, force: true });
    }
  });
});
