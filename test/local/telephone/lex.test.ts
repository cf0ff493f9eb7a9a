import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LexEvent } from '../../../agent/lex/event.ts';
import type { InvokeOutcome } from '../../../local/telephone/invoke.ts';
import type { SpeechModel } from '../../../local/telephone/lex/bot.ts';
import { hookEvent } from '../../../local/telephone/lex/hook-event.ts';
import { HookRefused, readHookResponse } from '../../../local/telephone/lex/hook-response.ts';
import { matchIntent } from '../../../local/telephone/lex/match-intent.ts';
import { sentimentOf } from '../../../local/telephone/lex/sentiment.ts';
import { readSettings } from '../../../local/telephone/lex/settings.ts';
import { talkToBot } from '../../../local/telephone/lex/talk-to-bot.ts';
import { aBotAlias, aBotLocale, HOOK_ARN } from '../../builders/a-bot.ts';
import { type TextHandsetOptions, textHandset } from '../../builders/text-handset.ts';

const SESSION = {
  sessionId: 'session-1',
  alias: aBotAlias(),
  locale: aBotLocale(),
  sessionAttributes: { playbook: 'dental' },
  requestId: 'request-1',
};

const voice = (speechModel: SpeechModel) => ({ speechModel, typing: false });

describe('intents', () => {
  it.each([
    ['yes', 'Yes'],
    ['Yes, please.', 'Yes'],
    ['book an appointment', 'Goal_book'],
    ["i'd like to book an appointment on tuesday at three", 'FallbackIntent'],
    ['', 'FallbackIntent'],
  ])('"%s" is %s', (transcript, intent) => {
    expect(matchIntent(transcript, aBotLocale()).name).toBe(intent);
  });

  it('every sample utterance of a bot is understood as one of its own intent', () => {
    const { intents } = aBotLocale();
    for (const { name, sampleUtterances } of intents)
      for (const sample of sampleUtterances)
        expect(matchIntent(sample, aBotLocale())).toEqual({ name, confidence: 1 });
  });
});

describe('the event of an answer', () => {
  it('has the shape that Lex documents, for speech', () => {
    expect(hookEvent({ mode: 'Speech', transcript: 'yes please', confidence: 0.83 }, SESSION)).toMatchObject({
      messageVersion: '1.0',
      invocationSource: 'DialogCodeHook',
      inputMode: 'Speech',
      sessionId: 'session-1',
      inputTranscript: 'yes please',
      bot: { localeId: 'en_US', aliasName: 'live', version: '1' },
      interpretations: [
        {
          intent: { name: 'Yes', state: 'InProgress' },
          nluConfidence: 1,
          sentimentResponse: { sentiment: 'NEUTRAL' },
        },
        { intent: { name: 'FallbackIntent' } },
      ],
      sessionState: { sessionAttributes: { playbook: 'dental' }, intent: { name: 'Yes' } },
      transcriptions: [{ transcription: 'yes please', transcriptionConfidence: 0.83 }],
    });
  });

  it('has the keys in a request attribute, for DTMF', () => {
    const event = hookEvent({ mode: 'DTMF', transcript: '2065550123' }, SESSION);
    expect(event).toMatchObject({
      inputMode: 'DTMF',
      requestAttributes: { 'x-amz-lex:dtmf-transcript': '2065550123' },
    });
  });

  it('is read by the hook, whatever was said', () => {
    fc.assert(
      fc.property(fc.string(), (transcript) => {
        const event = LexEvent.parse(hookEvent({ mode: 'Speech', transcript, confidence: 0.5 }, SESSION));
        expect(event.inputTranscript).toBe(transcript);
      }),
    );
  });

  it('scores of a sentiment add up to one', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('thanks', 'terrible', 'tuesday', 'great', 'angry')), (words) => {
        const { sentimentScore } = sentimentOf(words.join(' '));
        expect(Object.values(sentimentScore).reduce((sum, score) => sum + score, 0)).toBeCloseTo(1);
      }),
    );
    expect(sentimentOf('this is terrible').sentiment).toBe('NEGATIVE');
    expect(sentimentOf('great, thanks').sentiment).toBe('POSITIVE');
    expect(sentimentOf('great but terrible').sentiment).toBe('MIXED');
  });
});

describe("the hook's answer", () => {
  const elicit = (content: string, sessionAttributes: Record<string, string> = {}) => ({
    sessionState: { sessionAttributes, dialogAction: { type: 'ElicitIntent' } },
    messages: [{ contentType: 'PlainText', content }],
  });

  it('is taken at its limits', () => {
    expect(readHookResponse(elicit('x'.repeat(4_000)), 'plain').next).toBe('listen');
    expect(readHookResponse(elicit('a', { k: 'x'.repeat(9_200) }), 'plain').next).toBe('listen');
  });

  it.each([
    ['a message beyond 4,000 characters', elicit('x'.repeat(4_001))],
    ['session attributes beyond 12 KB after base64', elicit('a', { k: 'x'.repeat(9_300) })],
    ['more than 50 KB', { ...elicit('a'), requestAttributes: { a: 'x'.repeat(51 * 1024) } }],
    ['ElicitIntent without a message', { ...elicit('a'), messages: [] }],
    ['Close without an intent', { sessionState: { dialogAction: { type: 'Close' } } }],
    ['an unknown dialog action', { sessionState: { dialogAction: { type: 'Dance' } } }],
    ['nothing', null],
  ])('with %s is refused', (_what, payload) => {
    expect(() => readHookResponse(payload, 'plain')).toThrow(HookRefused);
  });

  it('is spoken in the markup of its content type, plain text in that of the voice', () => {
    const ssml = { ...elicit('a'), messages: [{ contentType: 'SSML', content: '<speak>a</speak>' }] };
    expect(readHookResponse(ssml, 'agentic').messages).toEqual([
      { text: '<speak>a</speak>', markup: 'ssml' },
    ]);
    expect(readHookResponse(elicit('a'), 'agentic').messages).toEqual([{ text: 'a', markup: 'agentic' }]);
  });
});

describe('settings', () => {
  it.each([
    ['Standard', 600],
    ['Neural', 600],
    ['Advanced', 5_000],
  ] as const)('%s waits %i ms of silence unless told otherwise', (model, endTimeoutMs) => {
    expect(readSettings({}, voice(model))).toMatchObject({
      endTimeoutMs,
      startTimeoutMs: 4_000,
      allowInterrupt: true,
    });
  });

  it('end timeouts are held to 500 to 10,000 ms, as Lex holds them', () => {
    expect(
      readSettings({ 'x-amz-lex:audio:end-timeout-ms:*:*': '100' }, voice('Advanced')).endTimeoutMs,
    ).toBe(500);
    expect(
      readSettings({ 'x-amz-lex:audio:end-timeout-ms:*:*': '99999' }, voice('Advanced')).endTimeoutMs,
    ).toBe(10_000);
  });

  it('utterances beyond 55 s are refused', () => {
    expect(() => readSettings({ 'x-amz-lex:audio:max-length-ms:*:*': '56000' }, voice('Advanced'))).toThrow(
      'max-length-ms',
    );
  });

  it('a caller who types is waited for as long as Lex waits for text', () => {
    const typing = { speechModel: 'Advanced', typing: true } as const;
    const spoken = { 'x-amz-lex:audio:start-timeout-ms:*:*': '8000' };
    expect(readSettings(spoken, typing).startTimeoutMs).toBe(30_000);
    expect(readSettings({ 'x-amz-lex:text:start-timeout-ms:*:*': '60000' }, typing).startTimeoutMs).toBe(
      60_000,
    );
    expect(readSettings(spoken, voice('Advanced')).startTimeoutMs).toBe(8_000);
  });

  it('are read with and without the intent and slot', () => {
    expect(readSettings({ 'x-amz-lex:allow-interrupt': 'false' }, voice('Neural')).allowInterrupt).toBe(
      false,
    );
    expect(readSettings({ 'x-amz-lex:allow-interrupt:Yes:*': 'false' }, voice('Neural')).allowInterrupt).toBe(
      false,
    );
  });
});

describe('a conversation with a bot', () => {
  async function talk(
    invoke: (event: unknown) => Promise<InvokeOutcome>,
    options: TextHandsetOptions,
    attributes = {},
  ) {
    const handset = textHandset(options);
    const result = await handset.until(
      talkToBot(
        handset,
        {
          alias: aBotAlias(),
          locale: aBotLocale(),
          prompt: { text: 'How can I help?', markup: 'plain' },
          sessionId: 'session-1',
          sessionAttributes: attributes,
          voice: { id: 'Joanna', engine: 'neural' },
          plainMarkup: 'plain',
        },
        {
          invoke: (arn, event) => (arn === HOOK_ARN ? invoke(event) : Promise.reject(arn)),
          newId: () => 'request-1',
        },
      ),
    );
    return { result, handset };
  }

  it('a hook that takes longer than 30 s ends it', async () => {
    const never = new Promise<InvokeOutcome>(() => {});
    const { result, handset } = await talk(() => never, { moves: ['hello'] });
    expect(result).toEqual({ ended: 'failed', message: 'no answer within 30 s' });
    expect(handset.clock.now()).toBeLessThan(35_000);
  });

  it('an event beyond 12 KB is never sent', async () => {
    const { result } = await talk(
      async () => ({ ok: true, payload: null }),
      { moves: ['hello'] },
      { big: 'x'.repeat(12_500) },
    );
    expect(result).toMatchObject({ ended: 'failed', message: expect.stringContaining('bytes') });
  });

  it('a setting that Lex refuses ends it with its name', async () => {
    const { result } = await talk(
      async () => ({ ok: true, payload: null }),
      {},
      { 'x-amz-lex:audio:end-confidence-threshold:*:*': '0.2' },
    );
    expect(result).toMatchObject({
      ended: 'failed',
      message: expect.stringContaining('end-confidence-threshold'),
    });
  });

  it('a caller who hangs up ends it at once', async () => {
    await expect(talk(async () => ({ ok: true, payload: null }), { leavesAtMs: 100 })).rejects.toThrow(
      'caller-hung-up',
    );
  });
});
