import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createDelivery } from '../../../../local/services/transcribe/delivery.ts';
import { virtualClock } from '../../../builders/virtual-clock.ts';

describe('delivery of results', () => {
  it('hands over at once what need not wait', () => {
    const got: string[] = [];
    createDelivery<string>(virtualClock(), (thing) => got.push(thing)).send('now', 0);
    expect(got).toEqual(['now']);
  });

  it('waits as long as it was told', async () => {
    const clock = virtualClock();
    const got: string[] = [];
    createDelivery<string>(clock, (thing) => got.push(thing)).send('later', 300);
    await clock.advance(299);
    expect(got).toEqual([]);
    await clock.advance(1);
    expect(got).toEqual(['later']);
  });

  it('never lets a result overtake an earlier one, and loses none', async () => {
    const sends = fc.array(fc.record({ afterMs: fc.nat(500), delayMs: fc.nat(2_000) }), { maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(sends, async (steps) => {
        const clock = virtualClock();
        const got: number[] = [];
        const delivery = createDelivery<number>(clock, (thing) => got.push(thing));
        for (const [n, { afterMs, delayMs }] of steps.entries()) {
          await clock.advance(afterMs);
          delivery.send(n, delayMs);
        }
        const settled = delivery.settled();
        await clock.advance(2_000);
        await settled;
        expect(got).toEqual(steps.map((_, n) => n));
      }),
    );
  });

  it('hands nothing over once it is closed', async () => {
    const clock = virtualClock();
    const got: string[] = [];
    const delivery = createDelivery<string>(clock, (thing) => got.push(thing));
    delivery.send('never', 100);
    delivery.close();
    await clock.advance(1_000);
    await delivery.settled();
    expect(got).toEqual([]);
  });
});
