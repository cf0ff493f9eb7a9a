import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compile } from '../../../agent/playbook/compile.ts';
import { scriptedCaller } from '../../../agent/scenario/caller/scripted-caller.ts';
import { failuresOf } from '../../../agent/scenario/expectations/all.ts';
import type { Scenario } from '../../../agent/scenario/schema/scenario.ts';
import type { Casting, Stage } from '../../../local/scenario/stages/stage.ts';
import { textStage } from '../../../local/scenario/stages/text-stage.ts';
import { turnsStage } from '../../../local/scenario/stages/turns-stage.ts';
import { aConnector } from '../../builders/a-connector.ts';
import { aScenario } from '../../builders/a-scenario.ts';
import { dentalPlaybook } from '../../builders/a-talk.ts';

/** The stack is synthesized and brought up once, which takes seconds. */
const SET_UP_WITHIN_MS = 120_000;

const { source, passages } = dentalPlaybook();
const both = (text: string) => ({ 'en-US': text, 'es-US': text });
/** The dental practice with a goal that a service of its own reaches. */
const playbook = compile(
  {
    ...source,
    goals: {
      ...source.goals,
      balance: {
        label: both('check a balance'),
        phrases: { 'en-US': ['check my balance'], 'es-US': ['mi saldo'] },
        collect: ['phone'],
        confirm: both('Your number is {phone}. Is that right?'),
        tool: 'check_balance',
        done: both('Your balance is on its way.'),
      },
    },
    connectors: {
      check_balance: aConnector({
        url: 'https://api.example.com/balance/{phone}',
        headers: { 'x-api-key': { secret: 'balance-key' } },
        input: { type: 'object', properties: { phone: { type: 'string' } }, required: ['phone'] },
        output: { type: 'object', properties: { due: { type: 'number' } }, required: ['due'] },
      }),
    },
  },
  passages,
);

function calling(id: string, tools: unknown[], outcome: string): Casting {
  const turns = ['check my balance', '206 555 0122', 'yes', 'no thanks', 'no thanks', 'bye'];
  const scenario: Scenario = {
    ...aScenario({
      caller: { kind: 'scripted', turns: turns.map((say) => ({ say })) },
      world: { tools },
      expect: {
        world: {},
        called: { must: [{ tool: 'check_balance', input: { phone: '+12065550122' }, outcome }] },
      },
    }),
    id,
  };
  return { file: `${id}.yaml`, scenario, playbook, model: 'script' };
}

const answer = (kind: string, more: object = {}) => ({ tool: 'check_balance', answer: { kind, ...more } });
const castings = [
  calling('answers', [answer('answers', { content: { due: 12.5 } })], 'ok'),
  calling(
    'recovers',
    [{ ...answer('http-error', { status: 503 }), times: 1 }, answer('answers', { content: { due: 1 } })],
    'ok',
  ),
  calling('breaks', [answer('malformed')], 'malformed-answer'),
  calling('lies', [answer('answers', { content: { due: 'nothing' } })], 'malformed-answer'),
];
const unanswered = calling('unanswered', [], 'http-error');

function play(stage: Stage, casting: Casting) {
  const { caller } = casting.scenario;
  if (caller.kind !== 'scripted') throw new Error('Only scripted callers are played here.');
  return stage.play(casting, scriptedCaller(caller), 1);
}

describe('a service behind a connector, in text', () => {
  it.each(castings)('$scenario.id as its scenario says', async (casting) => {
    expect(failuresOf(await play(textStage(), casting))).toEqual([]);
  });

  it('must be mocked: nothing real is asked', async () => {
    const failures = failuresOf(await play(textStage(), unanswered));
    expect(failures.map(({ expectation }) => expectation)).toContain('world.tools');
  });
});

describe('a service behind a connector, through the turn function', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await turnsStage({ castings: [...castings, unanswered], seed: 1, realServices: new Set() });
  }, SET_UP_WITHIN_MS);
  afterAll(() => stage[Symbol.asyncDispose]());

  it.each(castings)(
    '$scenario.id as its scenario says',
    async (casting) => {
      expect(failuresOf(await play(stage, casting))).toEqual([]);
    },
    SET_UP_WITHIN_MS,
  );

  it(
    'must be mocked: nothing real is asked',
    async () => {
      const { unmatched } = await play(stage, unanswered);
      expect(unmatched).toMatchObject([{ tool: 'check_balance', input: { phone: '+12065550122' } }]);
    },
    SET_UP_WITHIN_MS,
  );
});
