import { describe, expect, it } from 'vitest';
import { ToolMock } from '../../../agent/scenario/schema/world.ts';
import { mockedTools, TOOL_TIMEOUT_MS } from '../../../agent/scenario/world/mocked-tools.ts';
import type { ToolContext } from '../../../agent/tools/tool.ts';
import { aCallState } from '../../builders/a-call-state.ts';
import { dentalPlaybook, MONDAY_MS } from '../../builders/a-talk.ts';

const CONTEXT: ToolContext = {
  playbook: dentalPlaybook(),
  callId: '0b9c1a52-7d53-4b0e-9a0e-5f2f4f6f0c11',
  call: aCallState(),
  locale: 'en-US',
  idempotencyKey: '0b9c1a52-7d53-4b0e-9a0e-5f2f4f6f0c11/4/0',
  nowMs: MONDAY_MS,
};

/** Tools with these mocks over a world that answers everything, and what reached that world. */
function toolsWith(...mocks: unknown[]) {
  const reached: string[] = [];
  let passedMs = 0;
  const tools = mockedTools({
    world: {
      async run(call) {
        reached.push(call.name);
        return { ok: true, id: call.id, content: { from: 'world' }, effects: [] };
      },
    },
    mocks: mocks.map((mock) => ToolMock.parse(mock)),
    pass: (ms) => {
      passedMs += ms;
    },
  });
  const use = (name: string, input: unknown = {}) => tools.run({ id: '1', name, input }, CONTEXT);
  return { tools, use, reached, passedMs: () => passedMs };
}

describe('the tools of a scenario', () => {
  it('act on its world where nothing is mocked', async () => {
    const { use, reached, tools } = toolsWith();
    expect(await use('end_call')).toMatchObject({ ok: true, content: { from: 'world' } });
    expect(reached).toEqual(['end_call']);
    expect(tools.unmatched).toEqual([]);
  });

  it.each([
    [{ kind: 'answers', content: { points: 3 } }, { ok: true, content: { points: 3 } }, 0, 0],
    [{ kind: 'fails', failure: 'slot-taken' }, { ok: false, failure: 'slot-taken' }, 0, 0],
    [{ kind: 'http-error', status: 503 }, { ok: false, failure: 'not-available' }, 0, 0],
    [{ kind: 'malformed' }, { ok: false, failure: 'not-available' }, 0, 0],
    [{ kind: 'times-out' }, { ok: false, failure: 'timed-out' }, 0, TOOL_TIMEOUT_MS],
    [{ kind: 'answer-lost' }, { ok: false, failure: 'timed-out' }, 1, TOOL_TIMEOUT_MS],
    [{ kind: 'duplicate' }, { ok: true, content: { from: 'world' } }, 2, 0],
    [{ kind: 'world' }, { ok: true, content: { from: 'world' } }, 1, 0],
  ])('that are mocked with %o behave so', async (answer, result, reachedWorld, ms) => {
    const { use, reached, passedMs } = toolsWith({ tool: 'book_appointment', latencyMs: 7, answer });
    expect(await use('book_appointment')).toMatchObject(result);
    expect(reached).toHaveLength(reachedWorld);
    expect(passedMs()).toBe(ms + 7);
  });

  it('are tried in their order, each as often as it may, for the input it is for', async () => {
    const { use, tools } = toolsWith(
      { tool: 'get_quote', when: { size: 1 }, times: 1, answer: { kind: 'answers', content: { price: 10 } } },
      { tool: 'get_quote', when: { size: 1 }, answer: { kind: 'answers', content: { price: 20 } } },
    );
    expect(await use('get_quote', { size: 1, colour: 'red' })).toMatchObject({ content: { price: 10 } });
    expect(await use('get_quote', { size: 1 })).toMatchObject({ content: { price: 20 } });
    expect(await use('get_quote', { size: 2 })).toMatchObject({ ok: false, failure: 'not-available' });
    expect(tools.unmatched).toEqual([{ turn: 4, tool: 'get_quote', input: { size: 2 } }]);
  });

  it('never reach outside: a tool that the world does not hold must be mocked', async () => {
    const { use, tools, reached } = toolsWith();
    expect(await use('charge_card')).toMatchObject({ ok: false });
    expect(reached).toEqual([]);
    expect(tools.unmatched).toMatchObject([{ tool: 'charge_card' }]);
  });
});
