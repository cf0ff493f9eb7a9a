import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { beginningOf, callIdAt } from '../../../agent/scenario/call-id.ts';
import { CallId } from '../../../agent/turn/turn-request.ts';
import { seededRandom } from '../../../local/latency/random.ts';

describe('the id of a scenario’s call', () => {
  it('is a call id that tells when the call begins', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 48 - 1 }), fc.integer({ min: 0 }), (beginsAtMs, seed) => {
        const id = callIdAt(beginsAtMs, seededRandom(seed));
        expect(CallId.safeParse(id).success).toBe(true);
        expect(beginningOf(id)).toBe(beginsAtMs);
      }),
    );
  });

  it('tells nothing when it is an id of another kind', () => {
    expect(beginningOf(crypto.randomUUID())).toBeUndefined();
  });
});
