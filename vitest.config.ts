import { defineConfig } from 'vitest/config';

/**
 * `quick` is what `npm test` runs. `browser` needs a Chromium and is `npm run test:browser`.
 */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'quick',
          include: ['test/**/*.test.ts'],
          exclude: ['test/browser/**'],
        },
      },
      {
        test: { name: 'browser', include: ['test/browser/**/*.test.ts'], fileParallelism: false },
      },
    ],
  },
});
