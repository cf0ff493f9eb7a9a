import type { SpokenVoice } from '../../../agent/turn/voice.ts';
import { collectKeys } from '../collect-keys.ts';
import type { QueueBehaviour } from '../connect/queue.ts';
import { type Handset, pauseOn } from '../handset.ts';
import type { InvokeFunction } from '../invoke.ts';
import type { BotAlias } from '../lex/bot.ts';
import { talkToBot } from '../lex/talk-to-bot.ts';
import type { Speech } from '../speech/speech.ts';
import { spokenVoice } from '../speech/voices.ts';
import type { SipAction, SipActionOf, SpeechParameters } from './action.ts';

/** What came of an action: further fields of its ActionData, or an error in Chime's words. */
export type ActionResult =
  | { ok: true; data?: Readonly<Record<string, unknown>>; bridgedTo?: string; hungUp?: 'LEG-A' | 'LEG-B' }
  | { ok: false; errorType: string; errorMessage: string };

export interface ActionPorts {
  invoke: InvokeFunction;
  newId(): string;
  queue: QueueBehaviour;
  bots: readonly BotAlias[];
  /** The caller's leg: the session of a bot has its id. */
  callerLegId: string;
}

const DONE: ActionResult = { ok: true };

/** Carries one action out. Rejects with `HungUp` when the caller is gone. */
export async function carryOut(
  action: SipAction,
  handset: Handset,
  ports: ActionPorts,
): Promise<ActionResult> {
  switch (action.Type) {
    case 'Speak':
      return speak(handset, action.Parameters);
    case 'SpeakAndGetDigits':
      return getDigits(handset, action);
    case 'Pause':
      await pauseOn(handset, action.Parameters.DurationInMilliseconds);
      return DONE;
    case 'Hangup':
      return { ok: true, hungUp: action.Parameters.ParticipantTag ?? 'LEG-A' };
    case 'CallAndBridge':
      return bridge(handset, action, ports.queue);
    case 'StartBotConversation':
      return converse(handset, action, ports);
    // The laptop records the whole call where its caller asked for it.
    case 'StartCallRecording':
    case 'StopCallRecording':
    case 'PauseCallRecording':
    case 'ResumeCallRecording':
      return DONE;
  }
}

function saying({ Text, TextType }: SpeechParameters): Speech {
  return { text: Text, markup: TextType === 'ssml' ? 'ssml' : 'plain' };
}

async function speak(handset: Handset, parameters: SpeechParameters): Promise<ActionResult> {
  const voice: SpokenVoice = { id: parameters.VoiceId, engine: parameters.Engine };
  const { finished } = handset.speak([saying(parameters)], voice, parameters.LanguageCode ?? 'en-US');
  const how = await handset.whileConnected(finished);
  return how === 'failed' ? failed('SystemException', 'The voice could not speak.') : DONE;
}

async function getDigits(
  handset: Handset,
  { Parameters }: SipActionOf<'SpeakAndGetDigits'>,
): Promise<ActionResult> {
  const { SpeechParameters: prompt, MinNumberOfDigits, InputDigitsRegex } = Parameters;
  for (let pass = 0; pass < Parameters.Repeat; pass++) {
    const asked = pass === 0 ? prompt : (Parameters.FailureSpeechParameters ?? prompt);
    const voice: SpokenVoice = { id: asked.VoiceId, engine: asked.Engine };
    const playback = handset.speak([saying(asked)], voice, asked.LanguageCode ?? 'en-US');
    handset.showWaiting();
    const settings = {
      firstKeyMs: Parameters.RepeatDurationInMilliseconds,
      nextKeyMs: Parameters.InBetweenDigitsDurationInMilliseconds,
      single: false,
      terminator: Parameters.TerminatorDigits[0] ?? '#',
      cancels: false,
      maxKeys: Parameters.MaxNumberOfDigits,
    };
    const keys = (await collectKeys(handset, settings, playback.finished, () => playback.stop())) ?? '';
    const fits = InputDigitsRegex === undefined || new RegExp(InputDigitsRegex).test(keys);
    if (keys.length >= MinNumberOfDigits && fits) return { ok: true, data: { ReceivedDigits: keys } };
  }
  return failed('InvalidDigitsReceived', 'Digits collected did not match the expected pattern.');
}

async function bridge(
  handset: Handset,
  { Parameters }: SipActionOf<'CallAndBridge'>,
  queue: QueueBehaviour,
): Promise<ActionResult> {
  if (queue.agent === 'full') return failed('CallRejected', 'The person called is busy.');
  // A telephone knows no hours: where they are over it rings, and nobody is there to take it.
  const isAnswered = queue.agent === 'accepts' && queue.hours !== 'closed';
  await pauseOn(handset, isAnswered ? queue.waitMs : Parameters.CallTimeoutSeconds * 1_000);
  if (!isAnswered) return failed('CallNotAnswered', 'The person called did not answer.');
  return { ok: true, bridgedTo: Parameters.Endpoints[0]?.Uri ?? '' };
}

async function converse(
  handset: Handset,
  { Parameters }: SipActionOf<'StartBotConversation'>,
  { bots, invoke, newId, callerLegId }: ActionPorts,
): Promise<ActionResult> {
  const alias = bots.find(({ aliasArn }) => aliasArn === Parameters.BotAliasArn);
  const locale = alias?.locales.find(({ localeId }) => localeId === Parameters.LocaleId);
  if (alias === undefined || locale === undefined)
    return failed(
      'SystemException',
      `There is no bot ${Parameters.BotAliasArn} with ${Parameters.LocaleId}.`,
    );
  const voice = spokenVoice(locale.voice ?? { name: 'Joanna', engine: 'standard' });
  if (voice === undefined) return failed('SystemException', "The bot's voice does not exist.");
  const { SessionState, WelcomeMessages } = Parameters.Configuration;
  const [welcome] = WelcomeMessages;
  const result = await talkToBot(
    handset,
    {
      alias,
      locale,
      prompt: welcome && { text: welcome.Content, markup: welcome.ContentType === 'SSML' ? 'ssml' : 'plain' },
      sessionId: callerLegId,
      sessionAttributes: SessionState.SessionAttributes,
      voice,
      plainMarkup: 'plain',
    },
    { invoke, newId },
  );
  if (result.ended === 'failed') return failed('SystemException', result.message);
  const { intentName, sessionAttributes } = result.outcome;
  const intent = { Name: intentName, Slots: {}, State: 'Fulfilled', ConfirmationState: 'None' };
  return {
    ok: true,
    data: {
      CallId: callerLegId,
      IntentResult: {
        SessionId: callerLegId,
        SessionState: { SessionAttributes: sessionAttributes, Intent: intent },
        Interpretations: [{ NluConfidence: { Score: 1 }, Intent: intent }],
      },
    },
  };
}

function failed(errorType: string, errorMessage: string): ActionResult {
  return { ok: false, errorType, errorMessage };
}
