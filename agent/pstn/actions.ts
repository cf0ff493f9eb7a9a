/** The actions of Chime SDK PSTN audio that Parley asks for (developer guide, "Supported actions"). */
export type PstnAction =
  | {
      Type: 'Speak';
      Parameters: {
        Text: string;
        CallId: string;
        Engine: 'standard' | 'neural';
        LanguageCode: string;
        TextType: 'ssml';
        VoiceId: string;
      };
    }
  | {
      Type: 'StartBotConversation';
      Parameters: {
        CallId: string;
        BotAliasArn: string;
        LocaleId: string;
        Configuration: {
          SessionState: {
            SessionAttributes: Record<string, string>;
            DialogAction: { Type: 'ElicitIntent' };
          };
          WelcomeMessages: { Content: string; ContentType: 'SSML' | 'PlainText' }[];
        };
      };
    }
  | {
      Type: 'CallAndBridge';
      Parameters: {
        CallerIdNumber: string;
        CallTimeoutSeconds: number;
        Endpoints: [{ BridgeEndpointType: 'PSTN'; Uri: string }];
      };
    }
  | {
      Type: 'StartCallRecording';
      Parameters: {
        CallId: string;
        Track: 'BOTH';
        Destination: { Type: 'S3'; Location: string };
      };
    }
  | { Type: 'Hangup'; Parameters: { CallId: string; SipResponseCode: '0' | '480' } };

/** What the function answers. Without `Actions` what is already under way goes on. */
export interface PstnResponse {
  SchemaVersion: '1.0';
  Actions?: PstnAction[];
  /** Replaces those that were stored. */
  TransactionAttributes?: Record<string, string>;
}

/** Chime takes at most this many characters in one Speak action, markup included. */
export const MAX_SPEAK_CHARACTERS = 1_000;
