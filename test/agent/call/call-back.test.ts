import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { callBackTicket, nobodyComes } from '../../../agent/call/call-back.ts';

describe('the promise to call back', () => {
  it('has a ticket of six digits, the same whenever the same call is asked for', () => {
    fc.assert(
      fc.property(fc.uuid(), (callId) => {
        expect(callBackTicket(callId)).toMatch(/^\d{6}$/);
        expect(callBackTicket(callId)).toBe(callBackTicket(callId));
      }),
    );
  });

  it('is made when nobody will come, not while the caller waits or talks to a person', () => {
    expect(nobodyComes('closed') && nobodyComes('queue-full') && nobodyComes('failed')).toBe(true);
    expect(nobodyComes('queued') || nobodyComes('agent-connected')).toBe(false);
  });
});
