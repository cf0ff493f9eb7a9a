import { describe, expect, it } from 'vitest';
import { listeningFor, settingAttributes, settingEntries } from '../../../agent/lex/settings.ts';
import { Expect } from '../../../agent/turn/expect.ts';

const KINDS = Expect.options.map((option) => option.shape.kind.value);
const expecting = (kind: string) =>
  Expect.parse(['open', 'nothing', 'yes-no'].includes(kind) ? { kind } : { kind, field: 'f' });

describe('how Lex is told to listen', () => {
  it.each(KINDS)('for %s, within what Connect accepts', (kind) => {
    for (const recognition of ['Advanced', 'Neural', 'Standard'] as const) {
      const settings = listeningFor(expecting(kind), recognition);
      expect(settings.endConfidence).toBeGreaterThanOrEqual(0.5);
      expect(settings.endConfidence).toBeLessThanOrEqual(0.9);
      expect(settings.endTimeoutMs).toBeGreaterThanOrEqual(500);
      expect(settings.endTimeoutMs).toBeLessThanOrEqual(10_000);
      expect(settings.maxLengthMs).toBeLessThanOrEqual(55_000);
    }
  });

  it('is more patient with digits than with a yes', () => {
    const digits = listeningFor({ kind: 'digits', field: 'phone' }, 'Standard');
    expect(digits.endTimeoutMs).toBeGreaterThan(listeningFor({ kind: 'yes-no' }, 'Standard').endTimeoutMs);
  });

  it('waits as long in silence as the answer says', () => {
    expect(listeningFor({ kind: 'open' }, 'Advanced', 4_000).startTimeoutMs).toBe(4_000);
  });

  it('lets nobody interrupt when nothing is waited for', () => {
    expect(listeningFor({ kind: 'nothing' }, 'Advanced').allowInterrupt).toBe(false);
  });

  it('names a confidence only to ears that know one', () => {
    const settings = listeningFor({ kind: 'open' }, 'Neural');
    const key = 'x-amz-lex:audio:end-confidence-threshold:*:*';
    expect(settingAttributes(settings, 'Neural')).not.toHaveProperty([key]);
    expect(settingAttributes(settings, 'Advanced')).toHaveProperty([key], '0.7');
    expect(settingEntries(settings, 'Advanced')).toHaveLength(6);
  });
});
