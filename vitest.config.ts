import { defineConfig } from 'vitest/config';

/**
 * After this a test is taken to hang. It judges nothing: no test asserts how fast the machine is, and one that
 * synthesizes the stack may take a while on a busy one.
 */
const HANGS_MS = 60_000;
const patience = { testTimeout: HANGS_MS, hookTimeout: HANGS_MS };

/**
 * `npm test` runs `quick`, then `calls`: whole calls at the pace of speech, one after the other, because a
 * recogniser that has to share its processor hears late. `npm run test:browser` runs `browser`, which needs a
 * Chromium.
 */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'quick',
          include: ['test/**/*.test.ts'],
          exclude: ['test/browser/**', 'test/calls/**'],
          ...patience,
        },
      },
      { test: { name: 'calls', include: ['test/calls/**/*.test.ts'], fileParallelism: false, ...patience } },
      {
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          fileParallelism: false,
          ...patience,
        },
      },
    ],
  },
});
