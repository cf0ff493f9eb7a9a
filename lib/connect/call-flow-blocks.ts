import type { Markup } from '../../agent/lex/session.ts';
import type { FlowAction, FlowEngine, Prompt } from './flow/actions.ts';
import type { SpeechModel } from './locales.ts';

/** A language as the flow speaks and hears it. */
export interface FlowLanguage {
  /** BCP-47, such as en-US. */
  locale: string;
  voice: string;
  engine: FlowEngine;
  speechModel: SpeechModel;
}

export interface CallFlowProps {
  playbook: string;
  /** The first is the one in which a call begins. */
  languages: readonly [FlowLanguage, ...FlowLanguage[]];
  markup: Markup;
  botAliasArn: string;
  botIntents: readonly string[];
  hookArn: string;
  queueArn: string;
  whisperFlowArn: string;
  /** The flow that brings a promise to call back to a person. */
  callBackFlowArn: string;
  /** Whether nobody is there on the playbook's holidays: true unless the queue has hours of its own. */
  closedOnHolidays: boolean;
  /** Said before anything else; with it the call is recorded. */
  recordingNotice?: string;
  /** Said when the hook itself is out of reach, in the first language. */
  apology: string;
  /** Said when not even the promise of a call back could be written down, in the first language. */
  callBack: string;
}

/** Connect waits no longer for a function. */
const HOOK_SECONDS = '8';

/** A block of a flow: its name, and what it does. */
export type Block = readonly [string, FlowAction];

/** What the hook is told, and told again by each event of Lex. */
export function hook(
  { playbook, hookArn, markup }: Pick<CallFlowProps, 'playbook' | 'hookArn' | 'markup'>,
  more: Record<string, string>,
  next: string,
  failed = 'apology',
): FlowAction {
  return {
    type: 'InvokeLambdaFunction',
    parameters: {
      LambdaFunctionARN: hookArn,
      InvocationTimeLimitSeconds: HOOK_SECONDS,
      LambdaInvocationAttributes: { playbook, markup, ...more },
      ResponseValidation: { ResponseType: 'STRING_MAP' },
    },
    next,
    errors: { NoMatchingError: failed },
  };
}

/** What the hook wants said, as its engine reads it. */
export function fromHook(markup: Markup): Prompt {
  return markup === 'ssml' ? { SSML: '$.External.prompt' } : { Text: '$.External.prompt' };
}

/** Texts of the hook's newest answer, by name. */
export function external(...names: string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, `$.External.${name}`]));
}
