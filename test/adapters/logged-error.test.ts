import { globSync, readFileSync } from 'node:fs';
import { ValidationException } from '@aws-sdk/client-bedrock-runtime';
import { describe, expect, it, test } from 'vitest';
import * as z from 'zod';
import { loggedError, withoutMessage } from '../../adapters/logged-error.ts';
import { createLog } from '../../media/log.ts';

const SAID = 'Maria Lopez 2065550122';

function thrownBy(run: () => unknown): unknown {
  try {
    return run();
  } catch (cause) {
    return cause;
  }
}

/** Errors whose message carries what a caller said. */
const TELLTALES: Record<string, unknown> = {
  'of JSON.parse': thrownBy(() => JSON.parse(SAID)),
  'of zod': thrownBy(() =>
    z
      .string()
      .refine(() => false, { error: ({ input }) => `${input} is no name` })
      .parse(SAID),
  ),
  'of zod about an unknown key': thrownBy(() => z.strictObject({}).parse({ [SAID]: 1 })),
  "of AWS's SDK about a value": new ValidationException({
    $metadata: {},
    message: `1 validation error detected: Value '${SAID}' at 'text' failed to satisfy constraint`,
  }),
  'whose message has lines that look like a trace': new Error(`no such time\nat three for ${SAID}`),
  'with such a cause': new Error('outer', { cause: new Error(SAID) }),
  'that is a bare string': SAID,
};

describe.each(Object.entries(TELLTALES))('an error %s', (_, cause) => {
  it('is logged by functions without what it carries', () => {
    expect(JSON.stringify(loggedError(cause))).not.toContain('Lopez');
  });

  it('is logged by the media service without what it carries', () => {
    const lines: string[] = [];
    createLog(
      (line) => lines.push(line),
      () => new Date(0),
    ).error('call failed', { cause });

    expect(lines).toHaveLength(1);
    expect(lines.join()).not.toContain('Lopez');
  });

  it('is thrown to Lambda’s runtime, which logs it, without what it carries', () => {
    const thrown = withoutMessage(cause);

    expect(`${thrown.message} ${thrown.stack}`).not.toContain('Lopez');
    expect(thrown.name).toBe(loggedError(cause).name);
  });
});

test('an error is logged with where it was thrown, and so is its cause', () => {
  const logged = loggedError(new Error('outer', { cause: new SyntaxError('inner') }));

  expect(logged).toMatchObject({ name: 'Error', cause: { name: 'SyntaxError' } });
  expect([logged.frames[0], logged.cause?.frames[0]]).toEqual([
    expect.stringMatching(/^at .*logged-error\.test\.ts/),
    expect.stringMatching(/^at .*logged-error\.test\.ts/),
  ]);
});

test("an error about this deployment is logged with AWS's own message", () => {
  const error = Object.assign(new Error('Rate exceeded'), { name: 'ThrottlingException', $fault: 'client' });

  expect(loggedError(error)).toMatchObject({ name: 'ThrottlingException', message: 'Rate exceeded' });
});

test("a system's error is logged with its code", () => {
  const error = Object.assign(new Error('connect 10.0.0.1'), { code: 'ECONNREFUSED' });

  expect(loggedError(error)).toMatchObject({ name: 'Error', code: 'ECONNREFUSED' });
});

test('no function hands its runtime an error as it is after having logged it', () => {
  const handlers = globSync('lambdas/*/handler.ts').map((file) => readFileSync(file, 'utf8'));
  expect(handlers.length).toBeGreaterThan(0);
  for (const handler of handlers)
    expect(handler).not.toMatch(/(logger\.error|report\.failed)\([^;]*;\s*throw cause/);
});
