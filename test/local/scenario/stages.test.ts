import { describe, expect, it } from 'vitest';
import { ToolMock } from '../../../agent/scenario/schema/world.ts';
import { seededRandom } from '../../../local/latency/random.ts';
import { atSpeed, withNoise } from '../../../local/scenario/stages/callers-voice.ts';
import { wireFault } from '../../../local/scenario/stages/wire-faults.ts';

const mock = (changes: object) =>
  ToolMock.parse({ tool: 'book_appointment', answer: { kind: 'world' }, ...changes });

describe('a mock on the wire', () => {
  it.each([
    [{ answer: { kind: 'http-error', status: 503 } }, { kind: 'error', operation: 'PutItem' }],
    [{ answer: { kind: 'times-out' } }, { kind: 'stall' }],
    [{ answer: { kind: 'answer-lost' } }, { kind: 'cut', afterBytes: 0 }],
    [{ latencyMs: 300 }, { kind: 'slow', ms: 300 }],
    [
      { tool: 'find_free_slots', answer: { kind: 'fails', failure: 'not-available' } },
      { operation: 'Query' },
    ],
  ])('of %o is a fault of DynamoDB in front of that calendar', (changes, fault) => {
    const body = 'calendar#mine';
    expect(wireFault(mock(changes), 'mine')).toMatchObject({ service: 'dynamodb', body, ...fault });
  });

  it.each([
    ['find_lead', 'GetItem', 'contact#mine#'],
    ['create_lead', 'PutItem', 'lead#mine#'],
    ['open_ticket', 'PutItem', 'ticket#mine#'],
  ])('of %s is a fault of DynamoDB in front of those customers', (tool, operation, body) => {
    expect(wireFault(mock({ tool, answer: { kind: 'times-out' } }), 'mine')).toMatchObject({
      kind: 'stall',
      operation,
      body,
    });
  });

  it.each([
    [{ answer: { kind: 'duplicate' } }, 'duplicate cannot be made on the wire'],
    [{ answer: { kind: 'times-out' }, times: 1 }, 'with when or times'],
    [{ tool: 'get_quote' }, 'get_quote has no wire'],
  ])('cannot be made of %o', (changes, why) => {
    expect(wireFault(mock(changes), 'mine')).toContain(why);
  });
});

describe('the voice of a caller', () => {
  const tone = Int16Array.from({ length: 8_000 }, (_, index) => Math.round(8_000 * Math.sin(index / 10)));

  it('that speaks faster is shorter and as loud', () => {
    const fast = atSpeed(tone, 1.25);
    expect(fast).toHaveLength(6_400);
    expect(Math.max(...fast)).toBeGreaterThan(7_900);
    expect(atSpeed(tone, 1)).toBe(tone);
  });

  it('in noise has noise of that level on top', () => {
    const silence = withNoise(new Int16Array(20_000), -40, seededRandom(1));
    const level = Math.sqrt(silence.reduce((sum, sample) => sum + sample ** 2, 0) / silence.length);
    expect(20 * Math.log10(level / 32_767)).toBeCloseTo(-40, 0);
  });

  it('never leaves the range of its samples', () => {
    const loud = withNoise(
      Int16Array.from({ length: 5_000 }, () => 32_000),
      -10,
      seededRandom(1),
    );
    expect(Math.max(...loud)).toBe(32_767);
  });
});
