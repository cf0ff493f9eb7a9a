import { defineConfig } from 'vitest/config';

/**
 * After this a test is taken to hang. It judges nothing: no test asserts how fast the machine is, and one that
 * synthesizes the stack may take a while on a busy one.
 */
const HANGS_MS = 60_000;
const patience = {
  testTimeout: HANGS_MS,
  hookTimeout: HANGS_MS,
  expect: { poll: { timeout: HANGS_MS / 2 } },
};

/** Whole calls at the pace of speech. */
const SPOKEN = ['test/calls/**/*.test.ts'];
const BROWSER = ['test/browser/**/*.test.ts'];
/** Pure code. */
const PURE = ['test/agent/**/*.test.ts', 'test/console/**/*.test.ts', 'test/media/floor/**/*.test.ts'];

/**
 * `npm test` runs `domain` and `quick`, then `calls`, because a recogniser that has to share its processor hears
 * late. `npm run test:browser` runs `browser`, which needs a Chromium.
 *
 * Files share a process and load everything once: a test takes down what it put up.
 */
export default defineConfig({
  test: {
    // Vitest leaves one processor idle by default, which on a machine of two doubles the time.
    maxWorkers: '100%',
    projects: [
      { test: { name: 'domain', include: PURE, isolate: false, ...patience } },
      {
        test: {
          name: 'quick',
          include: ['test/**/*.test.ts'],
          exclude: [...PURE, ...SPOKEN, ...BROWSER],
          isolate: false,
          ...patience,
        },
      },
      { test: { name: 'calls', include: SPOKEN, isolate: false, sequence: { groupOrder: 1 }, ...patience } },
      { test: { name: 'browser', include: BROWSER, fileParallelism: false, ...patience } },
    ],
  },
});
