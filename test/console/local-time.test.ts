import { afterEach, expect, it } from 'vitest';
import { localClock, localMinute } from '../../console/src/local-time.ts';

const zone = process.env.TZ;
afterEach(() => {
  if (zone === undefined) delete process.env.TZ;
  else process.env.TZ = zone;
});

it('shows a stored moment on the clock of whoever looks, on whose calendar it may be another day', () => {
  process.env.TZ = 'America/Los_Angeles';

  expect(localMinute('2026-12-01T07:59:08.045Z')).toBe('2026-11-30 23:59');
  expect(localClock('2026-12-01T07:59:08.045Z')).toBe('23:59:08.045');
});
