/**
 * The actions of Amazon Connect's flow language that Parley's flows use, one type each: its parameters, where
 * it goes next, and where each of its errors goes (Amazon Connect developer guide, "Flow language"). `next` and
 * the values of `errors`, `when` and `intents` are names of other blocks of the flow.
 */

/** What is spoken: text, or SSML for a Polly voice. May hold references such as `$.External.prompt`. */
export type Prompt = { Text: string } | { SSML: string };

/** Lex hears and answers until it gives the caller back; the result is the intent that it ended with. */
export interface ConnectParticipantWithLexBot {
  type: 'ConnectParticipantWithLexBot';
  parameters: Prompt & { LexV2Bot: { AliasArn: string }; LexSessionAttributes: Record<string, string> };
  /** Every intent that the bot can end with; one without a condition takes `NoMatchingCondition`. */
  botIntents: readonly string[];
  intents: Readonly<Record<string, string>>;
  errors: { InputTimeLimitExceeded: string; NoMatchingError: string; NoMatchingCondition: string };
}

/** Asks a function, which has 8 seconds at most; what it answers is `$.External.…`. */
export interface InvokeLambdaFunction {
  type: 'InvokeLambdaFunction';
  parameters: {
    LambdaFunctionARN: string;
    InvocationTimeLimitSeconds: `${1 | 2 | 3 | 4 | 5 | 6 | 7 | 8}`;
    LambdaInvocationAttributes: Record<string, string>;
    ResponseValidation: { ResponseType: 'STRING_MAP' };
  };
  next: string;
  errors: { NoMatchingError: string };
}

export interface MessageParticipant {
  type: 'MessageParticipant';
  parameters: Prompt;
  next: string;
  errors: { NoMatchingError: string };
}

/**
 * Polly's engines as Connect's own console writes them into a flow that it exports, and its own agentic one. The
 * guide has no list, and an engine that Connect does not know is found out only in a call, which then keeps Joanna.
 */
export type FlowEngine = 'Standard' | 'Neural' | 'Generative' | 'connect:agentic';

export interface UpdateContactTextToSpeechVoice {
  type: 'UpdateContactTextToSpeechVoice';
  parameters: {
    TextToSpeechVoice: string;
    TextToSpeechEngine: FlowEngine;
  };
  next: string;
  errors: { NoMatchingError: string };
}

export interface UpdateContactData {
  type: 'UpdateContactData';
  parameters: { LanguageCode: string };
  next: string;
  errors: { NoMatchingError: string };
}

export interface UpdateContactAttributes {
  type: 'UpdateContactAttributes';
  parameters: { Attributes: Record<string, string>; TargetContact: 'Current' };
  next: string;
  errors: { NoMatchingError: string };
}

export interface UpdateContactRecordingBehavior {
  type: 'UpdateContactRecordingBehavior';
  parameters: {
    RecordingBehavior: {
      RecordedParticipants: ('Agent' | 'Customer')[];
      IVRRecordingBehavior: 'Enabled' | 'Disabled';
    };
  };
  next: string;
}

export interface UpdateContactEventHooks {
  type: 'UpdateContactEventHooks';
  parameters: { EventHooks: { AgentWhisper: string } };
  next: string;
  errors: { NoMatchingError: string };
}

export interface UpdateFlowLoggingBehavior {
  type: 'UpdateFlowLoggingBehavior';
  parameters: { FlowLoggingBehavior: 'Enabled' };
  next: string;
}

/** Goes by the value of one reference. */
export interface Compare {
  type: 'Compare';
  parameters: { ComparisonValue: string };
  /** Value → next block. */
  when: Readonly<Record<string, string>>;
  errors: { NoMatchingCondition: string };
}

/** Goes round at most `LoopCount` times. */
export interface Loop {
  type: 'Loop';
  parameters: { LoopCount: string };
  when: { ContinueLooping: string; DoneLooping: string };
}

export interface CheckHoursOfOperation {
  type: 'CheckHoursOfOperation';
  parameters: { HoursOfOperationId: string } | Record<string, never>;
  when: { True: string; False: string };
  errors: { NoMatchingError: string };
}

export interface UpdateContactTargetQueue {
  type: 'UpdateContactTargetQueue';
  parameters: { QueueId: string };
  next: string;
  errors: { NoMatchingError: string };
}

/** The caller waits in the queue that was set; the flow is over unless it fails. */
export interface TransferContactToQueue {
  type: 'TransferContactToQueue';
  errors: { QueueAtCapacity: string; NoMatchingError: string };
}

/** A task for a person: its own contact, which the flow named here brings to them. */
export interface CreateTask {
  type: 'CreateTask';
  parameters: {
    ContactFlowId: string;
    Name: string;
    Description: string;
    Attributes: Record<string, string>;
  };
  next: string;
  errors: { NoMatchingError: string };
}

/** Stands still for so many whole seconds. On a task; on a call it takes its error branch. */
export interface Wait {
  type: 'Wait';
  parameters: { TimeoutSeconds: string };
  when: { WaitCompleted: string };
  errors: { NoMatchingError: string };
}

export interface DisconnectParticipant {
  type: 'DisconnectParticipant';
}

/** The end of a flow that is no call's own, such as a whisper. */
export interface EndFlowExecution {
  type: 'EndFlowExecution';
}

export type FlowAction =
  | ConnectParticipantWithLexBot
  | InvokeLambdaFunction
  | MessageParticipant
  | UpdateContactTextToSpeechVoice
  | UpdateContactData
  | UpdateContactAttributes
  | UpdateContactRecordingBehavior
  | UpdateContactEventHooks
  | UpdateFlowLoggingBehavior
  | Compare
  | Loop
  | CheckHoursOfOperation
  | UpdateContactTargetQueue
  | TransferContactToQueue
  | CreateTask
  | Wait
  | DisconnectParticipant
  | EndFlowExecution;
export type FlowActionType = FlowAction['type'];

/** The errors that each action must say what to do about (flow language, one page per action). */
export const REQUIRED_ERRORS: Readonly<Record<FlowActionType, readonly string[]>> = {
  ConnectParticipantWithLexBot: ['InputTimeLimitExceeded', 'NoMatchingError', 'NoMatchingCondition'],
  InvokeLambdaFunction: ['NoMatchingError'],
  MessageParticipant: ['NoMatchingError'],
  UpdateContactTextToSpeechVoice: ['NoMatchingError'],
  UpdateContactData: ['NoMatchingError'],
  UpdateContactAttributes: ['NoMatchingError'],
  UpdateContactRecordingBehavior: [],
  UpdateContactEventHooks: ['NoMatchingError'],
  UpdateFlowLoggingBehavior: [],
  Compare: ['NoMatchingCondition'],
  Loop: [],
  CheckHoursOfOperation: ['NoMatchingError'],
  UpdateContactTargetQueue: ['NoMatchingError'],
  TransferContactToQueue: ['QueueAtCapacity', 'NoMatchingError'],
  CreateTask: ['NoMatchingError'],
  Wait: ['NoMatchingError'],
  DisconnectParticipant: [],
  EndFlowExecution: [],
};
