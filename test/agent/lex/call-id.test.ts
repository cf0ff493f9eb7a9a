import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { callIdOf } from '../../../agent/lex/call-id.ts';
import { CallId } from '../../../agent/turn/turn-request.ts';

describe('the id of a call', () => {
  it('is the contact’s own when that is a UUID, so that both systems find it', () => {
    fc.assert(
      fc.property(fc.uuid(), (id) => {
        expect(callIdOf(id.toUpperCase())).toBe(id);
      }),
    );
  });

  it('is a UUID for any other contact id, always the same and another for each', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (one, other) => {
        expect(CallId.safeParse(callIdOf(one)).success).toBe(true);
        expect(callIdOf(one)).toBe(callIdOf(one));
        if (one.toLowerCase() !== other.toLowerCase()) expect(callIdOf(one)).not.toBe(callIdOf(other));
      }),
    );
  });
});
