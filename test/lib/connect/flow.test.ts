import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FlowAction } from '../../../lib/connect/flow/actions.ts';
import { type Flow, FlowInvalid, writeFlow } from '../../../lib/connect/flow/flow.ts';

type Block = readonly [string, FlowAction];
const END: Block = ['end', { type: 'DisconnectParticipant' }];
const say = (next: string, failed = 'end', Text = 'Hello.'): FlowAction => ({
  type: 'MessageParticipant',
  parameters: { Text },
  next,
  errors: { NoMatchingError: failed },
});

/** A block as somebody could write it who goes round the types. */
function broken(action: unknown): FlowAction {
  const made: { action: FlowAction } = JSON.parse(JSON.stringify({ action }));
  return made.action;
}

function problemsOf(flow: Flow): string {
  try {
    writeFlow(flow);
  } catch (cause) {
    if (cause instanceof FlowInvalid) return cause.message;
    throw cause;
  }
  return 'none';
}

describe('writing a flow', () => {
  it('writes actions, transitions, errors and conditions as the flow language has them', () => {
    const content = writeFlow({
      start: 'ask',
      blocks: [
        [
          'ask',
          {
            type: 'Compare',
            parameters: { ComparisonValue: '$.External.route' },
            when: { go: 'say' },
            errors: { NoMatchingCondition: 'end' },
          },
        ],
        ['say', say('end')],
        END,
      ],
    });
    expect(content).toEqual({
      Version: '2019-10-30',
      StartAction: 'ask',
      Metadata: {},
      Actions: [
        {
          Identifier: 'ask',
          Type: 'Compare',
          Parameters: { ComparisonValue: '$.External.route' },
          Transitions: {
            NextAction: 'end',
            Errors: [{ NextAction: 'end', ErrorType: 'NoMatchingCondition' }],
            Conditions: [{ NextAction: 'say', Condition: { Operator: 'Equals', Operands: ['go'] } }],
          },
        },
        {
          Identifier: 'say',
          Type: 'MessageParticipant',
          Parameters: { Text: 'Hello.' },
          Transitions: { NextAction: 'end', Errors: [{ NextAction: 'end', ErrorType: 'NoMatchingError' }] },
        },
        { Identifier: 'end', Type: 'DisconnectParticipant', Parameters: {}, Transitions: {} },
      ],
    });
  });

  it.each<[string, Flow, RegExp]>([
    ['a start that is not there', { start: 'nowhere', blocks: [END] }, /starts with "nowhere"/],
    ['a dangling transition', { start: 'a', blocks: [['a', say('gone')], END] }, /"a" goes to "gone"/],
    [
      'a dangling error branch',
      { start: 'a', blocks: [['a', say('end', 'gone')], END] },
      /"a" goes to "gone"/,
    ],
    [
      'a missing error branch',
      { start: 'a', blocks: [['a', broken({ ...say('end'), errors: {} })], END] },
      /"a" has no branch for NoMatchingError/,
    ],
    [
      'an intent without a condition',
      {
        start: 'talk',
        blocks: [
          [
            'talk',
            {
              type: 'ConnectParticipantWithLexBot',
              parameters: { Text: 'Hi.', LexV2Bot: { AliasArn: 'a' }, LexSessionAttributes: {} },
              botIntents: ['FallbackIntent', 'Yes'],
              intents: { FallbackIntent: 'end' },
              errors: { InputTimeLimitExceeded: 'end', NoMatchingError: 'end', NoMatchingCondition: 'end' },
            },
          ],
          END,
        ],
      },
      /no condition for the intent Yes/,
    ],
    ['a name given twice', { start: 'end', blocks: [END, END] }, /two blocks are called "end"/],
    ['an illegal name', { start: 'a:b', blocks: [['a:b', say('end')], END] }, /"a:b" is no name/],
    [
      'a name that is too long',
      { start: 'x'.repeat(51), blocks: [['x'.repeat(51), say('end')], END] },
      /is no name/,
    ],
    [
      'a block that nothing leads to',
      { start: 'end', blocks: [END, ['lost', say('end')]] },
      /nothing leads to "lost"/,
    ],
    [
      'a flow that is too large',
      {
        start: 'say',
        blocks: [['say', say('end', 'end', 'x'.repeat(51_200))], END],
      },
      /at most 51200 are allowed/,
    ],
  ])('refuses %s', (_, flow, message) => {
    expect(problemsOf(flow)).toMatch(message);
  });

  it('names everything that is wrong at once', () => {
    const flow: Flow = {
      start: 'a',
      blocks: [
        ['a', say('gone', 'lost')],
        ['b:', say('a')],
      ],
    };
    expect(problemsOf(flow)).toMatch(
      /"b:" is no name.*goes to "gone".*goes to "lost".*nothing leads to "b:"/s,
    );
  });

  it('writes any chain of blocks so that each leads to the next, and refuses it with one of them taken out', () => {
    const names = fc.uniqueArray(fc.stringMatching(/^[a-z][a-z0-9 _-]{0,20}$/), {
      minLength: 2,
      maxLength: 30,
    });
    fc.assert(
      fc.property(names, fc.nat(), (chain, pick) => {
        const blocks = chain.map((name, index): Block => {
          const next = chain[index + 1];
          return next === undefined ? [name, { type: 'DisconnectParticipant' }] : [name, say(next, next)];
        });
        const start = chain[0] ?? '';
        expect(writeFlow({ start, blocks }).Actions.map(({ Identifier }) => Identifier)).toEqual(chain);
        const missing = pick % chain.length;
        expect(problemsOf({ start, blocks: blocks.filter((_, index) => index !== missing) })).not.toBe(
          'none',
        );
      }),
    );
  });
});
