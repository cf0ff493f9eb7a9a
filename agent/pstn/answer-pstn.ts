import { telephonePhrase } from '../conversation/telephone-phrases.ts';
import { callIdOf } from '../lex/call-id.ts';
import { type Entered, enterConversation } from '../lex/enter.ts';
import type { HookPorts } from '../lex/hook-ports.ts';
import { nextTurnOf, recordLineEvent } from '../lex/line-event.ts';
import { spokenMessage } from '../lex/markup.ts';
import type { LexSession } from '../lex/session.ts';
import { listeningFor, settingAttributes } from '../lex/settings.ts';
import type { CompiledPlaybook } from '../playbook/compiled-playbook.ts';
import type { TransferProgress } from '../turn/turn-request.ts';
import { MAX_SPEAK_CHARACTERS, type PstnAction, type PstnResponse } from './actions.ts';
import { hangUpReason } from './end-reason.ts';
import { type Participant, PstnEvent } from './event.ts';

export interface PstnLine {
  playbook: CompiledPlaybook;
  /** The bot that Amazon Connect uses too. */
  botAliasArn: string;
  /** Where calls are recorded, as bucket and prefix; they are only when the playbook has a notice for it. */
  recordings: string | undefined;
}

/** Chime asks again after 5 s: what is not there by then is said by the playbook. */
const ANSWER_WITHIN_MS = 3_000;
/** How long a person's telephone rings before the caller is promised to be called back. */
const RING_SECONDS = 30;
/** A conversation that could not be started this often is given up. */
const MAX_FAILURES = 2;
/** The agentic voices and their recogniser belong to Amazon Connect; here Lex ends a turn on silence. */
const RECOGNITION = 'Standard';

/** One invocation with everything read out of it. */
interface Invocation {
  event: PstnEvent;
  line: PstnLine;
  ports: HookPorts;
  callId: string;
  /** The caller's leg. */
  caller: Participant;
  session: LexSession;
}

const NOTHING: PstnResponse = { SchemaVersion: '1.0' };

/**
 * Answers an invocation of a SIP media application. The same event gets the same answer however often it is
 * sent: what it says to the record is kept under numbers that the event and the record determine.
 *
 * @throws a ZodError for what is no such event, and what the record throws when a call ends.
 */
export async function answerPstn(input: unknown, line: PstnLine, ports: HookPorts): Promise<PstnResponse> {
  const invocation = read(input, line, ports);
  switch (invocation.event.InvocationEventType) {
    case 'NEW_INBOUND_CALL':
    case 'CALL_ANSWERED':
      return begin(invocation);
    case 'ACTION_SUCCESSFUL':
      return succeeded(invocation);
    case 'ACTION_FAILED':
      return failed(invocation);
    case 'INVALID_LAMBDA_RESPONSE':
      return { ...NOTHING, Actions: [hangUp(invocation.caller.CallId, '480')] };
    case 'HANGUP':
      return hungUp(invocation);
    case 'CALL_UPDATE_REQUESTED':
      return updated(invocation);
    // Chime reads no answer to these, or what is under way is to go on.
    case 'NEW_OUTBOUND_CALL':
    case 'RINGING':
    case 'ACTION_INTERRUPTED':
    case 'DIGITS_RECEIVED':
      return NOTHING;
  }
}

function read(input: unknown, line: PstnLine, ports: HookPorts): Invocation {
  const event = PstnEvent.parse(input);
  const { TransactionId, Participants } = event.CallDetails;
  const caller = Participants.find(({ ParticipantTag }) => ParticipantTag !== 'LEG-B') ?? {
    CallId: TransactionId,
    To: '',
    From: '',
  };
  const session: LexSession = {
    playbook: line.playbook.id,
    contactId: TransactionId,
    line: 'chime-pstn',
    markup: 'ssml',
    recognition: RECOGNITION,
    waits: 0,
    from: caller.From,
  };
  return { event, line, ports, callId: callIdOf(TransactionId), caller, session };
}

async function begin(of: Invocation): Promise<PstnResponse> {
  return { ...NOTHING, Actions: [...recording(of), await converse(of, 'enter')] };
}

/** Calls are recorded only if callers are told, which Lex's greeting then does first. */
function recording({ line, caller }: Invocation): PstnAction[] {
  if (line.recordings === undefined || line.playbook.source.recordingNotice === undefined) return [];
  const Destination = { Type: 'S3' as const, Location: line.recordings };
  return [{ Type: 'StartCallRecording', Parameters: { CallId: caller.CallId, Track: 'BOTH', Destination } }];
}

/** Gives the caller to Lex. Without the record the greeting is said all the same: the hook catches up. */
async function converse(of: Invocation, step: 'enter' | 'resume' | 'switched'): Promise<PstnAction> {
  const { line, session, ports, caller, callId } = of;
  const [first] = line.playbook.locales;
  const asked = { session, step, locale: first, progress: 'failed' as const, withinMs: ANSWER_WITHIN_MS };
  const entered = await enterConversation(asked, ports).catch((cause: unknown) => {
    ports.report({ callId, turn: undefined, what: 'turn-failed', cause });
    return undefined;
  });
  const locale = entered?.locale ?? first;
  const notice = step === 'enter' ? noticeIn(of, locale) : [];
  const words = entered?.sentences ?? [telephonePhrase(line.playbook, locale, 'oneMoment')];
  const message = spokenMessage([...notice, ...words], 'ssml', {
    rate: line.playbook.source.languages[locale]?.rate,
  });
  return {
    Type: 'StartBotConversation',
    Parameters: {
      CallId: caller.CallId,
      BotAliasArn: line.botAliasArn,
      LocaleId: locale.replace('-', '_'),
      Configuration: {
        SessionState: {
          SessionAttributes: attributesOf(session, entered),
          DialogAction: { Type: 'ElicitIntent' },
        },
        WelcomeMessages: [{ Content: message.content, ContentType: message.contentType }],
      },
    },
  };
}

function noticeIn(of: Invocation, locale: string): string[] {
  const notice = of.line.playbook.source.recordingNotice?.[locale];
  return notice === undefined || recording(of).length === 0 ? [] : [notice];
}

function attributesOf(session: LexSession, entered: Entered | undefined): Record<string, string> {
  const reply = entered?.reply;
  const settings = listeningFor(reply?.expect ?? { kind: 'open' }, RECOGNITION, reply?.patienceMs);
  return {
    playbook: session.playbook,
    contactId: session.contactId,
    line: session.line,
    markup: session.markup,
    recognition: session.recognition,
    ...(session.from === undefined ? {} : { from: session.from }),
    ...(entered === undefined
      ? {}
      : { turn: String(entered.turn), expect: JSON.stringify(entered.reply.expect) }),
    ...(entered?.startedAt === undefined ? {} : { startedAt: entered.startedAt }),
    ...(entered?.waitingFor === undefined ? {} : { waitingFor: String(entered.waitingFor) }),
    ...settingAttributes(settings, RECOGNITION),
  };
}

async function succeeded(of: Invocation): Promise<PstnResponse> {
  const done = of.event.ActionData;
  switch (done?.Type) {
    case 'StartBotConversation':
      return afterTalk(of, done.IntentResult?.SessionState.SessionAttributes.route);
    case 'CallAndBridge':
      await tell(of, 'agent-connected');
      return NOTHING;
    case 'Hangup':
      return NOTHING;
    default:
      // What was said or recorded was never the last that a caller waits for; if it was, the talk goes on.
      return { ...NOTHING, Actions: [await converse(of, 'resume')] };
  }
}

/** The caller waits for what is returned: that the transfer was asked for is in the talk's own record already. */
async function afterTalk(of: Invocation, route: string | undefined): Promise<PstnResponse> {
  const { line, caller } = of;
  if (route === 'end') return { ...NOTHING, Actions: [hangUp(caller.CallId, '0')] };
  if (route !== 'transfer') {
    const step = route === 'language' ? 'switched' : 'resume';
    return { ...NOTHING, Actions: [await converse(of, step)] };
  }
  return { ...NOTHING, Actions: [bridge(line, caller)] };
}

function bridge({ playbook }: PstnLine, caller: Participant): PstnAction {
  return {
    Type: 'CallAndBridge',
    Parameters: {
      // Chime accepts the application's own number or that of the caller's leg.
      CallerIdNumber: caller.To,
      CallTimeoutSeconds: RING_SECONDS,
      Endpoints: [{ BridgeEndpointType: 'PSTN', Uri: playbook.source.handover.to }],
    },
  };
}

async function failed(of: Invocation): Promise<PstnResponse> {
  const { event, line, caller } = of;
  switch (event.ActionData?.Type) {
    case 'CallAndBridge':
      return promiseCallBack(of);
    case 'StartBotConversation': {
      const failures = Number(event.CallDetails.TransactionAttributes?.failures ?? '0') + 1;
      const TransactionAttributes = { failures: String(failures) };
      if (failures < MAX_FAILURES)
        return { ...NOTHING, Actions: [await converse(of, 'resume')], TransactionAttributes };
      const [locale] = line.playbook.locales;
      const apology = telephonePhrase(line.playbook, locale, 'apology');
      return {
        ...NOTHING,
        Actions: [speak(of, [apology], locale), bridge(line, caller)],
        TransactionAttributes,
      };
    }
    case 'StartCallRecording':
      // The rest of the list was dropped. A caller who cannot be recorded is still a caller.
      return {
        ...NOTHING,
        Actions: [await converse({ ...of, line: { ...line, recordings: undefined } }, 'enter')],
      };
    case 'Speak':
      return { ...NOTHING, Actions: [bridge(line, caller)] };
    default:
      return { ...NOTHING, Actions: [hangUp(caller.CallId, '480')] };
  }
}

/** Nobody took the call: the promise is written into the record, said, and the call ends. */
async function promiseCallBack(of: Invocation): Promise<PstnResponse> {
  const { session, ports, caller, line, callId } = of;
  const [first] = line.playbook.locales;
  const asked = {
    session,
    step: 'unanswered',
    locale: first,
    progress: 'failed',
    withinMs: ANSWER_WITHIN_MS,
  } as const;
  const entered = await enterConversation(asked, ports).catch((cause: unknown) => {
    ports.report({ callId, turn: undefined, what: 'turn-failed', cause });
    return undefined;
  });
  const words = entered?.sentences ?? [telephonePhrase(line.playbook, first, 'apology')];
  return {
    ...NOTHING,
    Actions: [speak(of, words, entered?.locale ?? first), hangUp(caller.CallId, '0')],
  };
}

function speak({ line, caller }: Invocation, words: readonly string[], locale: string): PstnAction {
  const voice = line.playbook.source.languages[locale];
  if (voice === undefined) throw new Error(`Playbook "${line.playbook.id}" has no voice for ${locale}.`);
  return {
    Type: 'Speak',
    Parameters: {
      Text: spokenMessage(words, 'ssml', { rate: voice.rate, maxCharacters: MAX_SPEAK_CHARACTERS }).content,
      CallId: caller.CallId,
      // Speak knows these two engines only.
      Engine: voice.engine === 'standard' ? 'standard' : 'neural',
      LanguageCode: locale,
      TextType: 'ssml',
      VoiceId: voice.voice,
    },
  };
}

/** Legs do not hang each other up. Once the caller is gone the call is over for the record too. */
async function hungUp(of: Invocation): Promise<PstnResponse> {
  const { event, callId, ports } = of;
  const gone = event.ActionData?.Parameters.ParticipantTag ?? 'LEG-A';
  if (gone !== 'LEG-B') {
    const code = event.ActionData?.Parameters.SipResponseCode;
    await recordLineEvent(
      callId,
      (newest) => ({ ...nextTurnOf(newest), cause: 'call-ended', reason: hangUpReason(newest, code) }),
      ports,
    );
  }
  const others = event.CallDetails.Participants.filter(
    ({ ParticipantTag, Status }) => ParticipantTag !== gone && Status !== 'Disconnected',
  );
  return { ...NOTHING, Actions: others.map(({ CallId }) => hangUp(CallId, '0')) };
}

/** Somebody asked from outside, by UpdateSipMediaApplicationCall. Only a hang-up is known. */
async function updated({ event, caller }: Invocation): Promise<PstnResponse> {
  const asked = event.ActionData?.Parameters.Arguments?.action;
  return asked === 'hang-up' ? { ...NOTHING, Actions: [hangUp(caller.CallId, '0')] } : NOTHING;
}

/** How the transfer goes, for the record. It must not keep the caller from the person. */
async function tell({ callId, ports }: Invocation, progress: TransferProgress): Promise<void> {
  try {
    await recordLineEvent(
      callId,
      (newest) => ({ ...nextTurnOf(newest), cause: 'transfer-progressed', progress }),
      ports,
    );
  } catch (cause) {
    ports.report({ callId, turn: undefined, what: 'turn-failed', cause });
  }
}

function hangUp(callId: string, code: '0' | '480'): PstnAction {
  return { Type: 'Hangup', Parameters: { CallId: callId, SipResponseCode: code } };
}
