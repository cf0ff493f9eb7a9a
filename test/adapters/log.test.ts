import { expect, test } from 'vitest';
import { loggedError } from '../../adapters/log.ts';

test('an error whose message quotes what it could not read is logged without the message', () => {
  const cause = (() => {
    try {
      return JSON.parse('my number is 555');
    } catch (error) {
      return error;
    }
  })();
  const logged = loggedError(new Error('outer: my number is 555', { cause }));
  expect(logged).toMatchObject({ name: 'Error', cause: { name: 'SyntaxError' } });
  expect(logged.frames[0]).toMatch(/^at /);
  expect(JSON.stringify(logged)).not.toContain('number');
});

test("an AWS error is logged with AWS's own message", () => {
  const error = Object.assign(new Error('Rate exceeded'), { name: 'ThrottlingException', $fault: 'client' });
  expect(loggedError(error)).toMatchObject({ name: 'ThrottlingException', message: 'Rate exceeded' });
});

test('what is thrown that is no error is logged by its type alone', () => {
  expect(loggedError('my number is 555')).toEqual({ name: 'string', frames: [] });
});
