import * as z from 'zod';

/** Which leg an action is for, where it does not name the caller's by its id. */
const Leg = { CallId: z.string().optional(), ParticipantTag: z.enum(['LEG-A', 'LEG-B']).optional() };

/** The longest text of a Speak action, in characters (Chime SDK developer guide, "Speak"). */
const MAX_TEXT = 1_000;
const Spoken = {
  Text: z.string().min(1).max(MAX_TEXT),
  Engine: z.enum(['standard', 'neural']).default('standard'),
  LanguageCode: z.string().optional(),
  TextType: z.enum(['text', 'ssml']).default('text'),
  VoiceId: z.string().default('Joanna'),
};
export const SpeechParameters = z.object(Spoken);
export type SpeechParameters = z.infer<typeof SpeechParameters>;

const Digits = {
  InputDigitsRegex: z.string().optional(),
  MinNumberOfDigits: z.number().int().nonnegative().default(0),
  MaxNumberOfDigits: z.number().int().positive().default(128),
  TerminatorDigits: z.array(z.string()).default(['#']),
  InBetweenDigitsDurationInMilliseconds: z.number().positive().default(3_000),
  Repeat: z.number().int().positive().default(1),
  RepeatDurationInMilliseconds: z.number().positive(),
};

function action<T extends string, S extends z.ZodRawShape>(type: T, shape: S) {
  return z.object({ Type: z.literal(type), Parameters: z.object({ ...Leg, ...shape }) });
}

/** Actions of Chime SDK PSTN audio that the laptop's telephone carries out. Strangers' keys are let through. */
export const SipAction = z.discriminatedUnion('Type', [
  action('Speak', Spoken),
  action('SpeakAndGetDigits', {
    SpeechParameters,
    FailureSpeechParameters: SpeechParameters.optional(),
    ...Digits,
  }),
  action('Pause', { DurationInMilliseconds: z.union([z.number(), z.string()]).transform(Number) }),
  action('Hangup', { SipResponseCode: z.enum(['0', '480', '486']) }),
  action('CallAndBridge', {
    CallerIdNumber: z.string(),
    CallTimeoutSeconds: z.number().int().min(1).max(120).default(30),
    Endpoints: z.array(z.object({ BridgeEndpointType: z.enum(['PSTN', 'AWS']), Uri: z.string() })).length(1),
  }),
  action('StartBotConversation', {
    BotAliasArn: z.string(),
    LocaleId: z.string().default('en_US'),
    Configuration: z
      .object({
        SessionState: z
          .object({
            SessionAttributes: z.record(z.string(), z.string()).default({}),
            DialogAction: z.object({ Type: z.enum(['Delegate', 'ElicitIntent']) }).optional(),
          })
          .default({ SessionAttributes: {} }),
        WelcomeMessages: z
          .array(z.object({ Content: z.string(), ContentType: z.enum(['PlainText', 'SSML']) }))
          .default([]),
      })
      .prefault({}),
  }),
  action('StartCallRecording', { Destination: z.looseObject({}), Track: z.string().optional() }),
  action('StopCallRecording', {}),
  action('PauseCallRecording', {}),
  action('ResumeCallRecording', {}),
]);
export type SipAction = z.infer<typeof SipAction>;
export type SipActionOf<T extends SipAction['Type']> = Extract<SipAction, { Type: T }>;
