import { SETTING_KEYS } from '../../agent/lex/settings.ts';
import {
  type Block,
  type CallFlowProps,
  external,
  type FlowLanguage,
  fromHook,
  hook,
} from './call-flow-blocks.ts';
import type { FlowAction, Prompt } from './flow/actions.ts';
import type { Flow } from './flow/flow.ts';
import { handingOver } from './hand-over.ts';

/** Going round more often than this in one call is a fault, not a conversation: Connect's largest loop. */
const MOST_ROUNDS = '100';
/**
 * The flow of a call. The hook greets (`enter`), Lex and the hook talk (`talk`), and whenever Lex gives the
 * caller back, because the hook said where to go, because Lex's 15 minutes are over or because something
 * failed, the flow goes on: it enters the talk again, changes the language, puts the caller through, or hangs
 * up. No error drops the caller: the last resort of every branch is an apology and the queue, and behind that
 * the promise to call back.
 */
export function callFlow(props: CallFlowProps): Flow {
  return {
    start: 'log',
    blocks: [
      ...beginning(props),
      ...talking(props),
      ...languageSwitch(props),
      ...handingOver(props),
      ...ending(props),
    ],
  };
}

function beginning({ languages: [first], recordingNotice, ...props }: CallFlowProps): Block[] {
  const [setVoice, setLanguage] = speak(first, {
    voice: 'voice',
    language: 'language',
    next: recordingNotice === undefined ? 'enter' : 'record',
  });
  return [
    [
      'log',
      { type: 'UpdateFlowLoggingBehavior', parameters: { FlowLoggingBehavior: 'Enabled' }, next: 'voice' },
    ],
    setVoice,
    setLanguage,
    ...(recordingNotice === undefined ? [] : recording(recordingNotice)),
    [
      'enter',
      hook(props, { step: 'enter', locale: first.locale, recognition: first.speechModel }, 'entered'),
    ],
    [
      'entered',
      {
        type: 'Compare',
        parameters: { ComparisonValue: '$.External.route' },
        when: { continue: 'talk', transfer: 'apology', end: 'last-words' },
        errors: { NoMatchingCondition: 'apology' },
      },
    ],
  ];
}

function recording(notice: string): Block[] {
  return [
    [
      'record',
      {
        type: 'UpdateContactRecordingBehavior',
        parameters: {
          RecordingBehavior: { RecordedParticipants: ['Agent', 'Customer'], IVRRecordingBehavior: 'Enabled' },
        },
        next: 'recording-notice',
      },
    ],
    [
      'recording-notice',
      {
        type: 'MessageParticipant',
        parameters: { Text: notice },
        next: 'enter',
        errors: { NoMatchingError: 'enter' },
      },
    ],
  ];
}

/** A voice that cannot be set leaves the one before: better heard in a wrong voice than not at all. */
function speak(
  { locale, voice, engine }: FlowLanguage,
  names: { voice: string; language: string; next: string },
): [Block, Block] {
  return [
    [
      names.voice,
      {
        type: 'UpdateContactTextToSpeechVoice',
        parameters: { TextToSpeechVoice: voice, TextToSpeechEngine: engine },
        next: names.language,
        errors: { NoMatchingError: names.language },
      },
    ],
    [
      names.language,
      {
        type: 'UpdateContactData',
        parameters: { LanguageCode: locale },
        next: names.next,
        errors: { NoMatchingError: names.next },
      },
    ],
  ];
}

function talking(props: CallFlowProps): Block[] {
  const { botAliasArn, botIntents, playbook, markup } = props;
  return [
    [
      'talk',
      {
        type: 'ConnectParticipantWithLexBot',
        parameters: {
          ...fromHook(markup),
          LexV2Bot: { AliasArn: botAliasArn },
          LexSessionAttributes: {
            playbook,
            markup,
            line: 'connect',
            contactId: '$.ContactId',
            from: '$.CustomerEndpoint.Address',
            ...external('recognition', 'turn', 'startedAt', 'expect', 'waitingFor'),
            ...Object.fromEntries(
              Object.entries(SETTING_KEYS).map(([name, key]) => [key, `$.External.${name}`]),
            ),
          },
        },
        botIntents,
        intents: Object.fromEntries(botIntents.map((intent) => [intent, 'route'])),
        errors: { InputTimeLimitExceeded: 'again', NoMatchingError: 'again', NoMatchingCondition: 'route' },
      },
    ],
    [
      'route',
      {
        type: 'Compare',
        parameters: { ComparisonValue: '$.Lex.SessionAttributes.route' },
        when: { continue: 'again', transfer: 'tell', end: 'hang-up', language: 'which-language' },
        errors: { NoMatchingCondition: 'again' },
      },
    ],
    [
      'again',
      {
        type: 'Loop',
        parameters: { LoopCount: MOST_ROUNDS },
        when: { ContinueLooping: 'resume', DoneLooping: 'apology' },
      },
    ],
    ['resume', hook(props, { step: 'resume', ...external('recognition') }, 'entered')],
  ];
}

function languageSwitch({ languages, ...props }: CallFlowProps): Block[] {
  return [
    [
      'which-language',
      {
        type: 'Compare',
        parameters: { ComparisonValue: '$.Lex.SessionAttributes.locale' },
        when: Object.fromEntries(languages.map(({ locale }) => [locale, `voice-${locale}`])),
        errors: { NoMatchingCondition: 'again' },
      },
    ],
    ...languages.flatMap((language): Block[] => {
      const { locale, speechModel } = language;
      const names = { voice: `voice-${locale}`, language: `language-${locale}`, next: `enter-${locale}` };
      return [
        ...speak(language, names),
        [names.next, hook(props, { step: 'switched', locale, recognition: speechModel }, 'entered')],
      ];
    }),
  ];
}

function ending({ apology, callBack, markup }: CallFlowProps): Block[] {
  const message = (parameters: Prompt, next: string): FlowAction => ({
    type: 'MessageParticipant',
    parameters,
    next,
    errors: { NoMatchingError: next },
  });
  return [
    ['apology', message({ Text: apology }, 'whisper')],
    ['call-back-words', message({ Text: callBack }, 'hang-up')],
    ['last-words', message(fromHook(markup), 'hang-up')],
    ['hang-up', { type: 'DisconnectParticipant' }],
  ];
}
