import { describe, expect, it } from 'vitest';
import { runSipCall } from '../../../local/telephone/chime/sip-call.ts';
import { PERSON_AT_HAND, type QueueBehaviour } from '../../../local/telephone/connect/queue.ts';
import type { InvokeOutcome } from '../../../local/telephone/invoke.ts';
import { aBotAlias } from '../../builders/a-bot.ts';
import { type CallerMove, textHandset } from '../../builders/text-handset.ts';

const FUNCTION = 'arn:aws:lambda:us-east-1:000000000000:function:pstn';

interface SipEvent {
  Sequence: number;
  InvocationEventType: string;
  ActionData?: Record<string, unknown>;
  ErrorType?: string;
  CallDetails: {
    TransactionId: string;
    TransactionAttributes?: Record<string, string>;
    Participants: Record<string, string>[];
  };
}
type Answer = { Actions?: unknown[]; TransactionAttributes?: Record<string, string> } | undefined;

interface SipOptions {
  moves?: readonly CallerMove[];
  queue?: Partial<QueueBehaviour>;
  leavesAtMs?: number;
  /** Answers late by so many milliseconds, or not at all. */
  delayMs?: (event: SipEvent, attempt: number) => number;
}

/** A whole call to an application whose function is written down in the test. */
async function sipCall(answer: (event: SipEvent) => Answer | 'fails', options: SipOptions = {}) {
  const { moves = [], leavesAtMs } = options;
  const handset = textHandset({
    moves,
    ...(leavesAtMs === undefined ? {} : { leavesAtMs }),
    from: '+12065550123',
  });
  const events: SipEvent[] = [];
  const problems: string[] = [];
  let ids = 0;
  const invoke = async (functionArn: string, event: unknown): Promise<InvokeOutcome> => {
    if (functionArn !== FUNCTION) return { ok: true, payload: HOOK_CLOSES };
    const received = event as SipEvent;
    events.push(received);
    const delay = options.delayMs?.(received, events.length) ?? 0;
    if (delay > 0) await new Promise<void>((resolve) => handset.clock.after(delay, resolve));
    const answered = answer(received);
    if (answered === 'fails') return { ok: false, error: 'Unhandled' };
    return { ok: true, payload: { SchemaVersion: '1.0', ...answered } };
  };
  const end = await handset.until(
    runSipCall(
      handset,
      { id: 'sma-1', functionArn: FUNCTION, playbook: 'dental', bots: [aBotAlias()] },
      {
        invoke,
        newId: () => `leg-${++ids}`,
        nowMs: () => 1_800_000_000_000,
        queue: { ...PERSON_AT_HAND, ...options.queue },
        onProblem: (message) => problems.push(message),
      },
    ),
  );
  const types = events.map(({ InvocationEventType }) => InvocationEventType);
  return { handset, events, types, problems, end };
}

const HOOK_CLOSES = {
  sessionState: {
    sessionAttributes: { route: 'end' },
    dialogAction: { type: 'Close' },
    intent: { name: 'FallbackIntent', state: 'Fulfilled' },
  },
  messages: [{ contentType: 'SSML', content: '<speak><s>Goodbye.</s></speak>' }],
};

const speak = (Text: string) => ({ Type: 'Speak', Parameters: { CallId: 'leg-1', Text } });
const HANG_UP = { Type: 'Hangup', Parameters: { CallId: 'leg-1', SipResponseCode: '0' } };

/** Answers by the type of the event; nothing is to be done for the others. */
function by(answers: Record<string, Answer | 'fails'>): (event: SipEvent) => Answer | 'fails' {
  return ({ InvocationEventType }) => answers[InvocationEventType];
}

describe('a call to a SIP media application', () => {
  it('begins with NEW_INBOUND_CALL in the shape of AWS', async () => {
    const { events } = await sipCall(by({ NEW_INBOUND_CALL: { Actions: [HANG_UP] } }));
    expect(events[0]).toEqual({
      SchemaVersion: '1.0',
      Sequence: 1,
      InvocationEventType: 'NEW_INBOUND_CALL',
      CallDetails: {
        TransactionId: '5f0e6c1a-93c4-4c0e-9b4e-0b7f6d1c2a3e',
        AwsAccountId: '000000000000',
        AwsRegion: 'us-east-1',
        SipMediaApplicationId: 'sma-1',
        Participants: [
          {
            CallId: 'leg-1',
            ParticipantTag: 'LEG-A',
            To: '+12065550199',
            From: '+12065550123',
            Direction: 'Inbound',
            StartTimeInMilliseconds: '1800000000000',
            Status: 'Connected',
          },
        ],
      },
    });
  });

  it('tells of a whole list of actions once, and counts the invocations', async () => {
    const { types, events, handset, end } = await sipCall(
      by({
        NEW_INBOUND_CALL: { Actions: [speak('One.'), speak('Two.')] },
        ACTION_SUCCESSFUL: { Actions: [HANG_UP] },
      }),
    );
    expect(types).toEqual(['NEW_INBOUND_CALL', 'ACTION_SUCCESSFUL', 'HANGUP']);
    expect(events.map(({ Sequence }) => Sequence)).toEqual([1, 2, 3]);
    expect(handset.talk).toEqual(['agent: One.', 'agent: Two.']);
    expect(end).toEqual({ reason: 'agent-hung-up' });
  });

  it('keeps the transaction attributes until they are replaced or cleared', async () => {
    let step = 0;
    const answers: Answer[] = [
      { Actions: [speak('One.')], TransactionAttributes: { a: '1' } },
      { Actions: [speak('Two.')] },
      { Actions: [HANG_UP], TransactionAttributes: {} },
    ];
    const { events } = await sipCall(() => answers[step++]);
    expect(events.map(({ CallDetails }) => CallDetails.TransactionAttributes)).toEqual([
      undefined,
      { a: '1' },
      { a: '1' },
      undefined,
    ]);
  });

  it('the bot talks, and its result comes in the names of Chime', async () => {
    const bot = {
      Type: 'StartBotConversation',
      Parameters: {
        CallId: 'leg-1',
        BotAliasArn: aBotAlias().aliasArn,
        LocaleId: 'en_US',
        Configuration: {
          SessionState: { SessionAttributes: { playbook: 'dental' }, DialogAction: { Type: 'ElicitIntent' } },
          WelcomeMessages: [{ Content: '<speak>Welcome.</speak>', ContentType: 'SSML' }],
        },
      },
    };
    const { events, handset } = await sipCall(
      by({ NEW_INBOUND_CALL: { Actions: [bot] }, ACTION_SUCCESSFUL: { Actions: [HANG_UP] } }),
      { moves: ['goodbye'] },
    );
    expect(handset.talk).toEqual(['agent: Welcome.', 'caller: goodbye', 'agent: Goodbye.']);
    expect(events[1]?.ActionData).toMatchObject({
      Type: 'StartBotConversation',
      IntentResult: {
        SessionId: 'leg-1',
        SessionState: { SessionAttributes: { route: 'end' }, Intent: { Name: 'FallbackIntent' } },
      },
    });
  });

  it('a bot that is not there fails the action, and the rest of the list is dropped', async () => {
    const bot = { Type: 'StartBotConversation', Parameters: { CallId: 'leg-1', BotAliasArn: 'arn:gone' } };
    const { types, events, handset } = await sipCall(
      by({
        NEW_INBOUND_CALL: { Actions: [bot, speak('Never said.')] },
        ACTION_FAILED: { Actions: [HANG_UP] },
      }),
    );
    expect(types).toEqual(['NEW_INBOUND_CALL', 'ACTION_FAILED', 'HANGUP']);
    expect(events[1]?.ActionData).toMatchObject({ ErrorType: 'SystemException' });
    expect(handset.talk).toEqual([]);
  });

  it('collects digits, and gives them with the action', async () => {
    const digits = {
      Type: 'SpeakAndGetDigits',
      Parameters: {
        CallId: 'leg-1',
        SpeechParameters: { Text: 'Your number?' },
        InputDigitsRegex: '^\\d{3}$',
        RepeatDurationInMilliseconds: 5_000,
      },
    };
    const { events } = await sipCall(
      by({ NEW_INBOUND_CALL: { Actions: [digits] }, ACTION_SUCCESSFUL: { Actions: [HANG_UP] } }),
      { moves: [{ keys: '206#' }] },
    );
    expect(events[1]?.ActionData).toMatchObject({ Type: 'SpeakAndGetDigits', ReceivedDigits: '206' });
  });
});

describe('a person is called', () => {
  const bridge = {
    Type: 'CallAndBridge',
    Parameters: {
      CallerIdNumber: '+12065550199',
      Endpoints: [{ BridgeEndpointType: 'PSTN', Uri: '+12065550142' }],
    },
  };

  it('and takes the call: the legs do not hang each other up', async () => {
    const { types, events, end } = await sipCall((event) => {
      if (event.InvocationEventType === 'NEW_INBOUND_CALL') return { Actions: [bridge] };
      if (event.InvocationEventType === 'HANGUP' && event.Sequence === 3) return { Actions: [HANG_UP] };
      return undefined;
    });
    expect(types).toEqual(['NEW_INBOUND_CALL', 'ACTION_SUCCESSFUL', 'HANGUP', 'HANGUP']);
    expect(events[1]?.CallDetails.Participants.map(({ ParticipantTag, To }) => [ParticipantTag, To])).toEqual(
      [
        ['LEG-A', '+12065550199'],
        ['LEG-B', '+12065550142'],
      ],
    );
    expect(events[2]?.ActionData).toMatchObject({ Parameters: { ParticipantTag: 'LEG-B' } });
    expect(events[3]?.ActionData).toMatchObject({ Parameters: { ParticipantTag: 'LEG-A' } });
    expect(end).toEqual({ reason: 'transferred' });
  });

  it.each([
    ['does not answer', { agent: 'never' as const }, 'CallNotAnswered'],
    ['is not there at this hour', { hours: 'closed' as const }, 'CallNotAnswered'],
    ['is busy', { agent: 'full' as const }, 'CallRejected'],
  ])('and %s', async (_what, queue, ErrorType) => {
    const { types, events } = await sipCall(
      by({ NEW_INBOUND_CALL: { Actions: [bridge] }, ACTION_FAILED: { Actions: [HANG_UP] } }),
      { queue },
    );
    expect(types).toEqual(['NEW_INBOUND_CALL', 'ACTION_FAILED', 'HANGUP']);
    expect(events[1]?.ActionData).toMatchObject({ Type: 'CallAndBridge', ErrorType });
  });
});

describe('when things fail', () => {
  it.each([
    ['an unknown action', { Actions: [{ Type: 'Whistle', Parameters: {} }] }, 'InvalidAction'],
    ['an action without what it needs', { Actions: [{ Type: 'Speak', Parameters: {} }] }, 'InvalidAction'],
    ['a text of more than 1,000 characters', { Actions: [speak('x'.repeat(1_001))] }, 'InvalidAction'],
    ['more than ten actions', { Actions: Array(11).fill(speak('a')) }, 'InvalidResponse'],
    [
      'attributes of more than 20 KB',
      { TransactionAttributes: { a: 'x'.repeat(21_000) } },
      'InvalidResponse',
    ],
  ])('%s is told by INVALID_LAMBDA_RESPONSE', async (_what, answer, ErrorType) => {
    const { types, events } = await sipCall(
      by({ NEW_INBOUND_CALL: answer, INVALID_LAMBDA_RESPONSE: { Actions: [HANG_UP] } }),
    );
    expect(types).toEqual(['NEW_INBOUND_CALL', 'INVALID_LAMBDA_RESPONSE', 'HANGUP']);
    expect(events[1]?.ErrorType).toBe(ErrorType);
  });

  it('a slow function is invoked again after five seconds with the same event, and the first answer counts', async () => {
    const { events, handset } = await sipCall(
      by({ NEW_INBOUND_CALL: { Actions: [speak('Hello.'), HANG_UP] } }),
      { delayMs: ({ Sequence }) => (Sequence === 1 ? 6_000 : 0) },
    );
    expect(events.map(({ Sequence }) => Sequence)).toEqual([1, 1, 2]);
    expect(handset.talk).toEqual(['agent: Hello.']);
  });

  it('a function that does not answer within twenty seconds loses the call', async () => {
    const { end, events, handset } = await sipCall(by({}), {
      delayMs: ({ InvocationEventType }) => (InvocationEventType === 'NEW_INBOUND_CALL' ? 60_000 : 0),
    });
    expect(end).toEqual({ reason: 'line-error', detail: 'the application did not answer' });
    expect(
      events.filter(({ InvocationEventType }) => InvocationEventType === 'NEW_INBOUND_CALL'),
    ).toHaveLength(4);
    expect(handset.clock.now()).toBeLessThan(22_000);
  });

  it('a function that fails is tried once more', async () => {
    const { types, end } = await sipCall(by({ NEW_INBOUND_CALL: 'fails' }));
    expect(types).toEqual(['NEW_INBOUND_CALL', 'NEW_INBOUND_CALL', 'HANGUP']);
    expect(end.reason).toBe('line-error');
  });

  it('a call without any action ends by itself', async () => {
    const { end } = await sipCall(by({}));
    expect(end).toEqual({ reason: 'line-error', detail: 'the application had no action for the call' });
  });

  it('a caller who hangs up in the middle is told of as HANGUP', async () => {
    const { types, end, events } = await sipCall(
      by({ NEW_INBOUND_CALL: { Actions: [speak('x'.repeat(900))] } }),
      {
        leavesAtMs: 5_000,
      },
    );
    expect(types).toEqual(['NEW_INBOUND_CALL', 'HANGUP']);
    expect(events[1]?.CallDetails.Participants[0]?.Status).toBe('Disconnected');
    expect(end).toEqual({ reason: 'caller-hung-up' });
  });
});
