import { describe, expect, it } from 'vitest';
import { createTicker } from '../../../media/time/ticker.ts';
import { virtualClock } from '../../builders/virtual-clock.ts';

describe('the ticker', () => {
  it('beats every 20 ms for everybody, and costs nothing when nobody listens', async () => {
    const clock = virtualClock();
    const ticker = createTicker(clock, () => {});
    const beats: number[] = [];
    const stop = ticker.add((nowMs) => beats.push(nowMs));
    await clock.advance(100);
    stop();
    await clock.advance(1_000);
    expect(beats).toEqual([20, 40, 60, 80, 100]);
  });

  it('goes on for the others when one beat throws', async () => {
    const clock = virtualClock();
    const errors: unknown[] = [];
    const ticker = createTicker(clock, (cause) => errors.push(cause));
    let beats = 0;
    ticker.add(() => {
      throw new Error('broken');
    });
    ticker.add(() => {
      beats += 1;
    });
    await clock.advance(60);
    expect(beats).toBe(3);
    expect(errors).toHaveLength(3);
  });
});
