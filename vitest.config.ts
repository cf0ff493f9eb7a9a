import { defineConfig } from 'vitest/config';

/**
 * After this a test is taken to hang. It judges nothing: no test asserts how fast the machine is, and one that
 * synthesizes the stack may take a while on a busy one.
 */
const HANGS_MS = 60_000;

/**
 * `quick` is what `npm test` runs. `browser` needs a Chromium and is `npm run test:browser`.
 */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'quick',
          testTimeout: HANGS_MS,
          hookTimeout: HANGS_MS,
          include: ['test/**/*.test.ts'],
          exclude: ['test/browser/**'],
        },
      },
      {
        test: {
          name: 'browser',
          testTimeout: HANGS_MS,
          hookTimeout: HANGS_MS,
          include: ['test/browser/**/*.test.ts'],
          fileParallelism: false,
        },
      },
    ],
  },
});
