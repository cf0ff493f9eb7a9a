import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CONVERSATION_LIMIT_MS, converse, wakesAtMs } from '../../../local/telephone/lex/conversation.ts';
import {
  type Conversation,
  type ConversationEffect,
  type ConversationInput,
  newConversation,
} from '../../../local/telephone/lex/conversation-state.ts';
import type { HookAnswer } from '../../../local/telephone/lex/hook-response.ts';
import type { Speech } from '../../../local/telephone/speech/speech.ts';

type InputNow = ConversationInput extends infer I
  ? I extends ConversationInput
    ? Omit<I, 'atMs'>
    : never
  : never;

const PROMPT: Speech = { text: 'How can I help?', markup: 'plain' };

interface Played {
  conversation: Conversation;
  /** All effects in order. */
  effects: ConversationEffect[];
  of<T extends ConversationEffect['type']>(type: T): Extract<ConversationEffect, { type: T }>[];
  at(ms: number, input: InputNow): Played;
  /** Lets time pass: every moment that the conversation wants to be told of comes. */
  until(ms: number): Played;
}

function aConversation(
  attributes: Record<string, string> = {},
  speechModel: Conversation['speechModel'] = 'Advanced',
  prompt: Speech | undefined = PROMPT,
): Played {
  let conversation = newConversation({
    typing: false,
    startedMs: 0,
    locale: 'en-US',
    speechModel,
    attributes,
  });
  const effects: ConversationEffect[] = [];
  const take = (input: ConversationInput): void => {
    const step = converse(conversation, input);
    conversation = step.conversation;
    effects.push(...step.effects);
  };
  const played: Played = {
    get conversation() {
      return conversation;
    },
    effects,
    of: (type) => effects.filter((effect) => isOf(effect, type)),
    at(ms, input) {
      played.until(ms);
      take({ ...input, atMs: ms });
      return played;
    },
    until(ms) {
      for (
        let next = wakesAtMs(conversation);
        conversation.phase !== 'over' && next <= ms;
        next = wakesAtMs(conversation)
      )
        take({ type: 'time', atMs: next });
      return played;
    },
  };
  return played.at(0, { type: 'begin', prompt });
}

function isOf<T extends ConversationEffect['type']>(
  effect: ConversationEffect,
  type: T,
): effect is Extract<ConversationEffect, { type: T }> {
  return effect.type === type;
}

function words(text: string, endMs: number, segment = 's1', isFinal = false): InputNow {
  const each = text
    .split(' ')
    .map((word) => ({ text: word, startMs: endMs - 200, endMs, stable: true, confidence: 0.75 }));
  return { type: 'words', transcript: { segment, words: each, isFinal } };
}

const answer = (change: Partial<HookAnswer> = {}): InputNow => ({
  type: 'hook-answered',
  answer: { next: 'listen', messages: [PROMPT], sessionAttributes: {}, intentName: undefined, ...change },
});

describe('whose turn it is', () => {
  it('the prompt is said, then the caller is listened to', () => {
    const talk = aConversation();
    expect(talk.effects).toEqual([{ type: 'speak', speeches: [PROMPT] }]);
    talk.at(1_000, { type: 'spoken' });
    expect(talk.effects.at(-1)).toEqual({ type: 'listen' });
  });

  it('without a prompt the caller is listened to at once', () => {
    const talk = newConversation({
      typing: false,
      startedMs: 0,
      locale: 'en-US',
      speechModel: 'Neural',
      attributes: {},
    });
    expect(converse(talk, { type: 'begin', prompt: undefined, atMs: 0 }).effects).toEqual([
      { type: 'listen' },
    ]);
  });

  it('words go to the hook once the caller has been silent long enough, with how sure the recogniser is', () => {
    const talk = aConversation({}, 'Neural')
      .at(1_000, { type: 'spoken' })
      .at(1_500, { type: 'voice-started', sinceMs: 1_480 })
      .at(2_600, words('book a cleaning', 2_500))
      .at(2_620, { type: 'voice-stopped', endMs: 2_500 })
      .until(3_099);
    expect(talk.of('ask')).toEqual([]);
    talk.until(3_100);
    expect(talk.of('ask')).toEqual([
      {
        type: 'ask',
        input: { mode: 'Speech', transcript: 'book a cleaning', confidence: 0.75 },
        endpointingMs: 600,
      },
    ]);
  });

  it('a pause in the middle of an utterance does not end it', () => {
    const talk = aConversation({}, 'Neural')
      .at(1_000, { type: 'spoken' })
      .at(1_500, { type: 'voice-started', sinceMs: 1_480 })
      .at(2_000, words('two oh six', 1_900, 's1', true))
      .at(2_020, { type: 'voice-stopped', endMs: 1_900 })
      .at(2_400, { type: 'voice-started', sinceMs: 2_380 })
      .at(3_000, words('five five five', 2_900, 's2', true))
      .at(3_020, { type: 'voice-stopped', endMs: 2_900 })
      .until(4_000);
    expect(talk.of('ask').map(({ input }) => input.transcript)).toEqual(['two oh six five five five']);
  });

  it('silence goes to the hook as an empty transcript when the start timeout is over', () => {
    const talk = aConversation({ 'x-amz-lex:audio:start-timeout-ms:*:*': '8000' }).at(1_000, {
      type: 'spoken',
    });
    expect(talk.until(8_999).of('ask')).toEqual([]);
    expect(talk.until(9_000).of('ask')).toEqual([{ type: 'ask', input: { mode: 'Speech', transcript: '' } }]);
  });

  it('words that come late are waited for, and not for ever', () => {
    const spoke = () =>
      aConversation({}, 'Neural')
        .at(1_000, { type: 'spoken' })
        .at(1_500, { type: 'voice-started', sinceMs: 1_480 })
        .at(2_620, { type: 'voice-stopped', endMs: 2_500 });
    const late = spoke().at(3_500, words('yes', 2_450));
    expect(late.of('ask').map(({ input }) => input.transcript)).toEqual(['yes']);
    expect(
      spoke()
        .until(10_000)
        .of('ask')
        .map(({ input }) => input.transcript),
    ).toEqual(['']);
  });

  it('an utterance that does not end is cut off at its longest', () => {
    const talk = aConversation({ 'x-amz-lex:audio:max-length-ms:*:*': '3000' })
      .at(1_000, { type: 'spoken' })
      .at(1_500, { type: 'voice-started', sinceMs: 1_480 })
      .at(4_000, words('and then she said', 3_950))
      .until(6_100);
    expect(talk.of('ask').map(({ input }) => input.transcript)).toEqual(['and then she said']);
  });
});

describe('how sure Advanced must be', () => {
  const endpointingOf = (confidence: string, text: string): number | undefined =>
    aConversation({
      'x-amz-lex:audio:end-confidence-threshold:*:*': confidence,
      'x-amz-lex:audio:end-timeout-ms:*:*': '2000',
    })
      .at(1_000, { type: 'spoken' })
      .at(1_500, { type: 'voice-started', sinceMs: 1_480 })
      .at(2_400, words(text, 2_400))
      .at(2_520, { type: 'voice-stopped', endMs: 2_400 })
      .until(10_000)
      .of('ask')[0]?.endpointingMs;

  it('a higher threshold waits longer, and words that cannot end a sentence do', () => {
    expect(endpointingOf('0.5', 'book a cleaning')).toBeLessThan(
      endpointingOf('0.9', 'book a cleaning') ?? 0,
    );
    expect(endpointingOf('0.7', 'book a cleaning')).toBeLessThan(
      endpointingOf('0.7', 'book a cleaning on') ?? 0,
    );
  });

  it('never beyond the end timeout', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.5, max: 0.9, noNaN: true }),
        fc.string({ minLength: 1, maxLength: 40 }),
        (threshold, text) => {
          expect(endpointingOf(String(threshold), text) ?? 0).toBeLessThanOrEqual(2_000);
        },
      ),
    );
  });

  it.each(['0.4', '0.95', 'sure'])('a threshold of %s is refused, as Lex refuses it', (threshold) => {
    expect(() => aConversation({ 'x-amz-lex:audio:end-confidence-threshold:*:*': threshold })).toThrow(
      'end-confidence-threshold',
    );
  });
});

describe('barge-in', () => {
  it('voice stops the bot, and what was said in it is heard', () => {
    const talk = aConversation({}, 'Neural')
      .at(500, { type: 'voice-started', sinceMs: 480 })
      .at(1_000, words('a person please', 950))
      .at(1_070, { type: 'voice-stopped', endMs: 950 })
      .until(3_000);
    expect(talk.effects[1]).toEqual({ type: 'stop-speaking' });
    expect(talk.of('ask').map(({ input }) => input.transcript)).toEqual(['a person please']);
  });

  it('not where it is not allowed: the caller is heard from the end of the prompt on', () => {
    const talk = aConversation({ 'x-amz-lex:allow-interrupt:*:*': 'false' }, 'Neural')
      .at(500, { type: 'voice-started', sinceMs: 480 })
      .at(900, words('hello', 800, 's1', true))
      .at(1_000, { type: 'spoken' })
      .at(1_500, words('book a cleaning', 1_450, 's2', true))
      .at(1_570, { type: 'voice-stopped', endMs: 1_450 })
      .until(3_000);
    expect(talk.of('stop-speaking')).toEqual([]);
    expect(talk.of('ask').map(({ input }) => input.transcript)).toEqual(['book a cleaning']);
  });
});

describe('keys', () => {
  it('end with #, or when none comes in time', () => {
    const ends = aConversation().at(1_000, { type: 'spoken' });
    for (const key of '206#') ends.at(1_100, { type: 'key', key });
    expect(ends.of('ask')).toEqual([{ type: 'ask', input: { mode: 'DTMF', transcript: '206' } }]);
    const waits = aConversation({ 'x-amz-lex:dtmf:end-timeout-ms:*:*': '3000' })
      .at(1_000, { type: 'spoken' })
      .at(1_100, { type: 'key', key: '7' });
    expect(waits.until(4_099).of('ask')).toEqual([]);
    expect(
      waits
        .until(4_100)
        .of('ask')
        .map(({ input }) => input.transcript),
    ).toEqual(['7']);
  });

  it('in the middle of speech take the turn, and the speech is dropped', () => {
    const talk = aConversation({}, 'Neural')
      .at(1_000, { type: 'spoken' })
      .at(1_500, { type: 'voice-started', sinceMs: 1_480 })
      .at(1_800, words('my number', 1_790))
      .at(1_900, { type: 'key', key: '2' })
      .at(2_000, { type: 'voice-stopped', endMs: 1_900 })
      .at(2_100, { type: 'key', key: '#' });
    expect(talk.of('ask')).toEqual([{ type: 'ask', input: { mode: 'DTMF', transcript: '2' } }]);
  });

  it('the deletion key takes all back', () => {
    const talk = aConversation().at(1_000, { type: 'spoken' });
    for (const key of '12*3#') talk.at(1_100, { type: 'key', key });
    expect(talk.of('ask').map(({ input }) => input.transcript)).toEqual(['3']);
  });

  it('are not taken where they are not allowed', () => {
    const talk = aConversation({ 'x-amz-lex:allow-dtmf-input:*:*': 'false' })
      .at(1_000, { type: 'spoken' })
      .at(1_100, { type: 'key', key: '1' })
      .at(1_200, { type: 'key', key: '#' });
    expect(talk.of('ask')).toEqual([]);
  });
});

describe('the hook', () => {
  const asked = () =>
    aConversation().at(1_000, { type: 'spoken' }).at(1_100, { type: 'typed', text: 'hello' });

  it('sets how the next answer is listened to', () => {
    const talk = asked()
      .at(1_500, answer({ sessionAttributes: { 'x-amz-lex:audio:start-timeout-ms:*:*': '1000' } }))
      .at(2_000, { type: 'spoken' });
    expect(
      talk
        .until(3_000)
        .of('ask')
        .map(({ input }) => input.transcript),
    ).toEqual(['hello', '']);
  });

  it('closes after its last words, which cannot be interrupted', () => {
    const talk = asked()
      .at(1_500, answer({ next: 'close', intentName: 'Goodbye' }))
      .at(1_600, { type: 'voice-started', sinceMs: 1_580 })
      .at(2_500, { type: 'spoken' });
    expect(talk.of('stop-speaking')).toEqual([]);
    expect(talk.effects.at(-1)).toEqual({ type: 'close', intentName: 'Goodbye' });
  });

  it('that fails ends the conversation with an error', () => {
    const talk = asked().at(1_500, { type: 'hook-failed', message: 'no answer within 30 s' });
    expect(talk.effects.at(-1)).toEqual({ type: 'fail', message: 'no answer within 30 s' });
    expect(talk.conversation.phase).toBe('over');
  });
});

describe('at any time', () => {
  it('a conversation ends after 15 minutes, whatever it is doing', () => {
    const talk = aConversation().until(CONVERSATION_LIMIT_MS);
    expect(talk.effects.at(-1)).toEqual({
      type: 'fail',
      message: 'the conversation reached its limit of 15 minutes',
    });
  });

  const anyInput: fc.Arbitrary<InputNow> = fc.oneof(
    fc.constant<InputNow>({ type: 'spoken' }),
    fc.constant<InputNow>({ type: 'voice-started', sinceMs: 0 }),
    fc.nat(5_000).map((endMs): InputNow => ({ type: 'voice-stopped', endMs })),
    fc
      .tuple(
        fc.constantFrom('yes', 'book a cleaning', 'and'),
        fc.nat(60_000),
        fc.constantFrom('s1', 's2'),
        fc.boolean(),
      )
      .map(([text, endMs, segment, final]) => words(text, endMs, segment, final)),
    fc.constantFrom(...'0123*#').map((key): InputNow => ({ type: 'key', key })),
    fc.constant<InputNow>({ type: 'typed', text: 'hello' }),
    fc.constant(answer()),
    fc.constant(answer({ next: 'close', intentName: 'Yes' })),
    fc.constant<InputNow>({ type: 'time' }),
  );

  it('asks the hook one thing at a time, speaks one thing at a time, and ends once', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(anyInput, fc.nat(3_000)), { maxLength: 60 }), (inputs) => {
        const talk = aConversation();
        let atMs = 0;
        for (const [input, afterMs] of inputs) {
          atMs += afterMs;
          talk.at(atMs, input);
        }
        const order = talk.effects
          .map(({ type }) => type)
          .filter((type) => ['speak', 'ask', 'close', 'fail'].includes(type));
        const endings = order.filter((type) => type === 'close' || type === 'fail');
        expect(endings.length).toBeLessThanOrEqual(1);
        order.forEach((type, index) => {
          if (type === 'ask') expect(order[index + 1]).not.toBe('ask');
        });
      }),
    );
  });
});
