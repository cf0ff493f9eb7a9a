import { describe, expect, it } from 'vitest';
import type { PstnAction } from '../../../agent/pstn/actions.ts';
import { answerPstn, type PstnLine } from '../../../agent/pstn/answer-pstn.ts';
import { InvocationEventType } from '../../../agent/pstn/event.ts';
import { aHookDesk, CONTACT_ID, type HookDesk } from '../../builders/a-lex-call.ts';
import { dentalPlaybook } from '../../builders/a-talk.ts';

const BOT = 'arn:aws:lex:us-east-1:111122223333:bot-alias/B/A';
const LINE: PstnLine = { playbook: dentalPlaybook(), botAliasArn: BOT, recordings: undefined };
const LEG_A = {
  CallId: 'leg-a',
  ParticipantTag: 'LEG-A',
  To: '+12065550100',
  From: '+12065550137',
  Status: 'Connected',
};
const LEG_B = {
  CallId: 'leg-b',
  ParticipantTag: 'LEG-B',
  To: '+12065550199',
  From: '+12065550100',
  Status: 'Connected',
};

function invocation(type: string, more: Record<string, unknown> = {}, legs = [LEG_A]) {
  return {
    SchemaVersion: '1.0',
    Sequence: 1,
    InvocationEventType: type,
    ...more,
    CallDetails: { TransactionId: CONTACT_ID, SipMediaApplicationId: 's', Participants: legs },
  };
}
const action = (type: string, more: Record<string, unknown> = {}) => ({
  ActionData: { Type: type, Parameters: { CallId: 'leg-a' }, ...more },
});
const talked = (route: string) =>
  invocation(
    'ACTION_SUCCESSFUL',
    action('StartBotConversation', {
      IntentResult: { SessionId: 'leg-a', SessionState: { SessionAttributes: { route, turn: '2' } } },
    }),
  );

async function begun(): Promise<HookDesk> {
  const desk = aHookDesk();
  await answerPstn(invocation('NEW_INBOUND_CALL'), LINE, desk.ports);
  return desk;
}
const types = (actions: PstnAction[] | undefined) => actions?.map(({ Type }) => Type);

describe('a call to a SIP media application', () => {
  it('is greeted by the same bot, with what the hook needs in its session', async () => {
    const desk = aHookDesk();
    const { Actions } = await answerPstn(invocation('NEW_INBOUND_CALL'), LINE, desk.ports);

    expect(Actions).toEqual([
      {
        Type: 'StartBotConversation',
        Parameters: {
          CallId: 'leg-a',
          BotAliasArn: BOT,
          LocaleId: 'en_US',
          Configuration: {
            SessionState: {
              SessionAttributes: expect.objectContaining({
                playbook: 'dental-appointments',
                contactId: CONTACT_ID,
                line: 'chime-pstn',
                turn: '1',
              }),
              DialogAction: { Type: 'ElicitIntent' },
            },
            WelcomeMessages: [{ Content: expect.stringContaining('Robin'), ContentType: 'SSML' }],
          },
        },
      },
    ]);
    expect(JSON.stringify(Actions).length).toBeLessThan(10_000);
    expect(desk.records).toMatchObject([
      { callId: CONTACT_ID, state: { line: 'chime-pstn', from: '+12065550137' } },
    ]);
  });

  it('gets the same answer to the same event again, and one turn in the record', async () => {
    const desk = aHookDesk();
    const event = invocation('NEW_INBOUND_CALL');
    expect(await answerPstn(event, LINE, desk.ports)).toEqual(await answerPstn(event, LINE, desk.ports));
    expect(desk.records).toHaveLength(1);
  });

  it('is put through to the playbook’s person when the talk ends in a transfer', async () => {
    const desk = await begun();
    const { Actions } = await answerPstn(talked('transfer'), LINE, desk.ports);
    expect(Actions).toEqual([
      {
        Type: 'CallAndBridge',
        Parameters: {
          CallerIdNumber: '+12065550100',
          CallTimeoutSeconds: 30,
          Endpoints: [{ BridgeEndpointType: 'PSTN', Uri: dentalPlaybook().source.handover.to }],
        },
      },
    ]);
    await answerPstn(
      invocation('ACTION_SUCCESSFUL', action('CallAndBridge'), [LEG_A, LEG_B]),
      LINE,
      desk.ports,
    );
    expect(desk.records.at(-1)?.request).toMatchObject({ progress: 'agent-connected' });
  });

  it('is hung up when the talk is over, and talked on when Lex ended it by itself', async () => {
    const desk = await begun();
    expect(types((await answerPstn(talked('end'), LINE, desk.ports)).Actions)).toEqual(['Hangup']);
    expect(types((await answerPstn(talked('continue'), LINE, desk.ports)).Actions)).toEqual([
      'StartBotConversation',
    ]);
    const without = invocation('ACTION_SUCCESSFUL', action('StartBotConversation'));
    expect(types((await answerPstn(without, LINE, desk.ports)).Actions)).toEqual(['StartBotConversation']);
  });

  it('is promised a call back when nobody answers, and then hung up', async () => {
    const desk = await begun();
    await answerPstn(talked('transfer'), LINE, desk.ports);
    const event = invocation('ACTION_FAILED', action('CallAndBridge', { ErrorType: 'CallNotAnswered' }));
    const { Actions } = await answerPstn(event, LINE, desk.ports);
    expect(types(Actions)).toEqual(['Speak', 'Hangup']);
    expect(JSON.stringify(Actions)).toContain('call you back');
    expect(desk.records.at(-1)?.request).toMatchObject({ cause: 'transfer-progressed', progress: 'failed' });
  });

  it('is tried once more when the bot cannot be started, then put through with an apology', async () => {
    const desk = await begun();
    const event = invocation(
      'ACTION_FAILED',
      action('StartBotConversation', { ErrorType: 'SystemException' }),
    );
    const first = await answerPstn(event, LINE, desk.ports);
    expect(types(first.Actions)).toEqual(['StartBotConversation']);
    const again = {
      ...event,
      CallDetails: { ...event.CallDetails, TransactionAttributes: first.TransactionAttributes },
    };
    expect(types((await answerPstn(again, LINE, desk.ports)).Actions)).toEqual(['Speak', 'CallAndBridge']);
  });

  it('is greeted even when the record cannot be reached', async () => {
    const desk = aHookDesk({
      store: (store) => ({ ...store, newestTurn: () => Promise.reject(new Error('down')) }),
    });
    const { Actions } = await answerPstn(invocation('NEW_INBOUND_CALL'), LINE, desk.ports);
    expect(types(Actions)).toEqual(['StartBotConversation']);
    expect(desk.troubles).toHaveLength(1);
  });

  it.each([
    [undefined, 'caller-hung-up'],
    ['0', 'caller-hung-up'],
    [480, 'line-error'],
  ])('that ends with SIP code %s has ended in the record as %s, once', async (code, reason) => {
    const desk = await begun();
    const event = invocation('HANGUP', {
      ActionData: {
        Type: 'Hangup',
        Parameters: { SipResponseCode: code, CallId: 'leg-a', ParticipantTag: 'LEG-A' },
      },
    });
    await answerPstn(event, LINE, desk.ports);
    await answerPstn(event, LINE, desk.ports);
    expect(desk.records.map(({ state }) => state.endReason)).toEqual([undefined, reason]);
  });

  it('leaves no leg alone on the line: legs do not hang each other up', async () => {
    const desk = await begun();
    const byPerson = invocation(
      'HANGUP',
      { ActionData: { Type: 'Hangup', Parameters: { SipResponseCode: 0, ParticipantTag: 'LEG-B' } } },
      [LEG_A, { ...LEG_B, Status: 'Disconnected' }],
    );
    expect(await answerPstn(byPerson, LINE, desk.ports)).toMatchObject({
      Actions: [{ Type: 'Hangup', Parameters: { CallId: 'leg-a' } }],
    });
  });

  it('is recorded only if the callers of its playbook are told', async () => {
    const { playbook } = LINE;
    const source = {
      ...playbook.source,
      recordingNotice: { 'en-US': 'This call is recorded.' },
    };
    const recorded: PstnLine = { ...LINE, playbook: { ...playbook, source }, recordings: 'bucket' };
    const told = await answerPstn(invocation('NEW_INBOUND_CALL'), recorded, aHookDesk().ports);
    expect(types(told.Actions)).toEqual(['StartCallRecording', 'StartBotConversation']);
    expect(JSON.stringify(told)).toContain('This call is recorded.');
    const untold = await answerPstn(
      invocation('NEW_INBOUND_CALL'),
      { ...LINE, recordings: 'bucket' },
      aHookDesk().ports,
    );
    expect(types(untold.Actions)).toEqual(['StartBotConversation']);
  });
});

describe('every kind of invocation', () => {
  it.each(InvocationEventType.options)('is answered: %s, even without anything else in it', async (type) => {
    const desk = await begun();
    const bare = {
      InvocationEventType: type,
      CallDetails: { TransactionId: CONTACT_ID, SipApplicationId: 's' },
    };
    expect(await answerPstn(bare, LINE, desk.ports)).toMatchObject({ SchemaVersion: '1.0' });
  });

  it.each(['NEW_OUTBOUND_CALL', 'RINGING', 'ACTION_INTERRUPTED', 'DIGITS_RECEIVED'])(
    '%s leaves what is under way alone',
    async (type) => {
      const desk = await begun();
      expect(await answerPstn(invocation(type), LINE, desk.ports)).toEqual({ SchemaVersion: '1.0' });
    },
  );

  it('CALL_ANSWERED begins the talk of an outbound call', async () => {
    const { Actions } = await answerPstn(invocation('CALL_ANSWERED'), LINE, aHookDesk().ports);
    expect(types(Actions)).toEqual(['StartBotConversation']);
  });

  it('CALL_UPDATE_REQUESTED hangs up when it is asked to, and does nothing else', async () => {
    const desk = await begun();
    const asking = (what: string) =>
      invocation('CALL_UPDATE_REQUESTED', {
        ActionData: { Type: 'CallUpdateRequest', Parameters: { Arguments: { action: what } } },
      });
    expect(types((await answerPstn(asking('hang-up'), LINE, desk.ports)).Actions)).toEqual(['Hangup']);
    expect((await answerPstn(asking('dance'), LINE, desk.ports)).Actions).toBeUndefined();
  });

  it('of the future is refused', async () => {
    await expect(answerPstn(invocation('TELEPATHY'), LINE, aHookDesk().ports)).rejects.toThrow();
  });
});
