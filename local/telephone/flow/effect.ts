import * as z from 'zod';
import type { Speech } from '../speech/speech.ts';
import type { BotOutcome } from './contact.ts';
import type { FlowError } from './contact-flow.ts';

/** What an action asks the telephone network to do. The flow stands still until it is told the result. */
export type FlowEffect =
  | { type: 'speak'; speech: Speech }
  | { type: 'collect-keys'; speech: Speech | undefined; settings: KeySettings }
  | {
      type: 'talk-to-bot';
      speech: Speech | undefined;
      aliasArn: string;
      sessionAttributes: Readonly<Record<string, string>>;
    }
  | {
      type: 'invoke-function';
      functionArn: string;
      parameters: Readonly<Record<string, unknown>>;
      timeLimitMs: number;
      /** False: nobody waits for the answer. */
      wait: boolean;
    }
  | { type: 'check-hours'; hoursArn: string | undefined }
  | { type: 'queue' }
  | { type: 'create-task'; flowArn: string; task: Task }
  | { type: 'wait'; ms: number };

/** A task as it is made: what a person reads, and the attributes of its contact. */
export interface Task {
  name: string;
  description: string;
  attributes: Readonly<Record<string, string>>;
}

export interface KeySettings {
  /** How long the caller may take before the first key, in milliseconds. */
  firstKeyMs: number;
  /** How long between two keys. */
  nextKeyMs: number;
  /** One key is enough, and none is stored. */
  single: boolean;
  terminator: string;
  /** `*` takes everything back. */
  cancels: boolean;
  maxKeys: number;
}

/** What came of an effect. */
export type FlowResult =
  | { type: 'done' }
  | { type: 'failed'; error: FlowError }
  | { type: 'keyed'; keys: string }
  | { type: 'bot-closed'; outcome: BotOutcome }
  | { type: 'invoked'; payload: unknown }
  | { type: 'hours'; open: boolean };

/** A duration that Connect takes as a text of whole seconds. */
export function seconds(min: number, max: number) {
  return z
    .string()
    .regex(/^\d+$/, 'whole seconds as a text')
    .transform(Number)
    .refine((value) => value >= min && value <= max, `${min} to ${max} seconds`);
}
