import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bars } from '../../console/src/call/waterfall.ts';

describe('the waterfall of a turn', () => {
  it('lays the stages end to end', () => {
    const stages = bars({
      endpointingMs: 300,
      firstSentenceMs: 200,
      speechFirstByteMs: 100,
      firstAudioMs: 620,
    });

    expect(stages.map(({ stage, fromMs, toMs }) => [stage, fromMs, toMs])).toEqual([
      ['endpointing', 0, 300],
      ['brain', 300, 500],
      ['voice', 500, 600],
      ['line', 600, 620],
    ]);
  });

  it('gives the brain no width when it had thought ahead', () => {
    const brain = bars({ endpointingMs: 300, firstSentenceMs: -80, firstAudioMs: 420 })[1];

    expect(brain).toMatchObject({ fromMs: 300, toMs: 300 });
  });

  it('draws nothing for a turn whose first audio was not measured', () => {
    expect(bars({ endpointingMs: 300 })).toEqual([]);
  });

  it('always covers the whole time without gap or overlap', () => {
    const ms = fc.option(fc.integer({ min: -500, max: 5_000 }), { nil: undefined });
    fc.assert(
      fc.property(ms, ms, ms, fc.nat(5_000), (endpointing, sentence, voice, firstAudioMs) => {
        const stages = bars({
          firstAudioMs,
          ...(endpointing === undefined ? {} : { endpointingMs: Math.abs(endpointing) }),
          ...(sentence === undefined ? {} : { firstSentenceMs: sentence }),
          ...(voice === undefined ? {} : { speechFirstByteMs: Math.abs(voice) }),
        });
        const widths = stages.map((bar) => bar.toMs - bar.fromMs);
        expect(Math.min(...widths)).toBeGreaterThanOrEqual(0);
        expect(widths.reduce((sum, width) => sum + width, 0)).toBe(firstAudioMs);
      }),
    );
  });
});
