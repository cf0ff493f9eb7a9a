import type { SpokenVoice } from '../../../agent/turn/voice.ts';
import type { BotOutcome } from '../flow/contact.ts';
import type { Handset, HandsetEvent, Playback } from '../handset.ts';
import type { InvokeFunction, InvokeOutcome } from '../invoke.ts';
import type { Speech } from '../speech/speech.ts';
import { within } from '../within.ts';
import type { BotAlias, BotLocale } from './bot.ts';
import { converse, wakesAtMs } from './conversation.ts';
import {
  type Conversation,
  type ConversationEffect,
  type ConversationInput,
  newConversation,
} from './conversation-state.ts';
import { type BotInput, hookEvent, MAX_EVENT_BYTES } from './hook-event.ts';
import { HookRefused, readHookResponse } from './hook-response.ts';
import { matchIntent } from './match-intent.ts';
import { sentimentOf } from './sentiment.ts';

/** How long a code hook may take (Lex V2 quotas, "Lambda timeout"). */
export const HOOK_TIMEOUT_MS = 30_000;

export interface BotTalk {
  alias: BotAlias;
  locale: BotLocale;
  /** Said before the bot listens for the first time. */
  prompt: Speech | undefined;
  sessionId: string;
  sessionAttributes: Readonly<Record<string, string>>;
  voice: SpokenVoice;
  /** What a plain message of the hook is read as by that voice. */
  plainMarkup: Speech['markup'];
}

export interface BotPorts {
  invoke: InvokeFunction;
  newId(): string;
}

export type BotResult = { ended: 'closed'; outcome: BotOutcome } | { ended: 'failed'; message: string };

type InputNow = ConversationInput extends infer I
  ? I extends ConversationInput
    ? Omit<I, 'atMs'>
    : never
  : never;

/** Lets a caller talk to a bot until its hook closes the conversation or something fails. Rejects with `HungUp`. */
export async function talkToBot(handset: Handset, talk: BotTalk, ports: BotPorts): Promise<BotResult> {
  const run = new ConversationRun(handset, talk, ports);
  try {
    return await handset.whileConnected(run.result);
  } finally {
    run.close();
  }
}

/** Carries the conversation's effects to the telephone and the hook, and what happens there back to it. */
class ConversationRun {
  readonly result: Promise<BotResult>;
  readonly #handset: Handset;
  readonly #talk: BotTalk;
  readonly #ports: BotPorts;
  #conversation: Conversation | undefined;
  #settle: (result: BotResult) => void = () => {};
  readonly #inputs: ConversationInput[] = [];
  #running = false;
  #playback: Playback | undefined;
  #cancelWake: () => void = () => {};
  #stopListening: () => void = () => {};
  #newest: BotInput | undefined;

  constructor(handset: Handset, talk: BotTalk, ports: BotPorts) {
    this.#handset = handset;
    this.#talk = talk;
    this.#ports = ports;
    this.result = new Promise((resolve) => {
      this.#settle = resolve;
    });
    this.#begin();
  }

  close(): void {
    this.#cancelWake();
    this.#stopListening();
    this.#playback?.stop();
  }

  #begin(): void {
    const { locale, sessionAttributes: attributes, prompt } = this.#talk;
    const bcp47 = locale.localeId.replace('_', '-');
    try {
      this.#conversation = newConversation({
        startedMs: this.#handset.callMs(),
        locale: bcp47,
        speechModel: locale.speechModel,
        typing: this.#handset.typing === true,
        attributes,
      });
    } catch (cause) {
      this.#fail(cause);
      return;
    }
    this.#handset.listenIn(bcp47);
    this.#stopListening = this.#handset.on((event) => this.#callerDid(event));
    this.#put({ type: 'begin', prompt });
  }

  #callerDid(event: HandsetEvent): void {
    if (event.type !== 'keyed') this.#put(event);
    else for (const key of event.keys) this.#put({ type: 'key', key });
  }

  #put(input: InputNow): void {
    this.#inputs.push({ ...input, atMs: this.#handset.callMs() });
    if (this.#running) return;
    this.#running = true;
    try {
      for (let next = this.#inputs.shift(); next !== undefined; next = this.#inputs.shift()) this.#take(next);
    } catch (cause) {
      this.#fail(cause);
    } finally {
      this.#running = false;
    }
  }

  #take(input: ConversationInput): void {
    if (this.#conversation === undefined) return;
    const { conversation, effects } = converse(this.#conversation, input);
    this.#conversation = conversation;
    for (const effect of effects) this.#carryOut(effect, conversation);
    this.#cancelWake();
    if (conversation.phase === 'over') return;
    const waitMs = Math.max(0, wakesAtMs(conversation) - this.#handset.callMs());
    this.#cancelWake = this.#handset.clock.after(waitMs, () => this.#put({ type: 'time' }));
  }

  #carryOut(effect: ConversationEffect, conversation: Conversation): void {
    switch (effect.type) {
      case 'speak':
        this.#speak(effect.speeches, conversation);
        break;
      case 'stop-speaking':
        this.#playback?.stop();
        break;
      case 'listen':
        this.#handset.showWaiting();
        break;
      case 'hear':
        this.#handset.showHeard(effect.text, effect.final);
        break;
      case 'ask':
        this.#ask(effect.input, conversation);
        break;
      case 'close':
        this.#settle({ ended: 'closed', outcome: this.#outcome(effect.intentName, conversation) });
        break;
      case 'fail':
        this.#settle({ ended: 'failed', message: effect.message });
        break;
    }
  }

  #speak(speeches: readonly Speech[], { locale }: Conversation): void {
    const playback = this.#handset.speak(speeches, this.#talk.voice, locale);
    this.#playback = playback;
    playback.finished.then((how) => {
      if (this.#playback !== playback || how === 'stopped') return;
      if (how === 'played') this.#put({ type: 'spoken' });
      else this.#put({ type: 'hook-failed', message: 'the voice could not speak' });
    });
  }

  #ask(input: BotInput, conversation: Conversation): void {
    this.#newest = input;
    this.#askHook(input, conversation).then(
      (answer) => this.#put(answer),
      () => {}, // the caller hung up: the run is being closed
    );
  }

  async #askHook(input: BotInput, { attributes }: Conversation): Promise<InputNow> {
    const { alias, locale, sessionId, plainMarkup } = this.#talk;
    if (locale.codeHookArn === undefined)
      return { type: 'hook-failed', message: `the alias has no code hook for ${locale.localeId}` };
    const session = {
      alias,
      locale,
      sessionId,
      sessionAttributes: attributes,
      requestId: this.#ports.newId(),
    };
    const event = hookEvent(input, session);
    const bytes = Buffer.byteLength(JSON.stringify(event));
    if (bytes > MAX_EVENT_BYTES) return { type: 'hook-failed', message: `the event has ${bytes} bytes` };
    const late: InvokeOutcome = { ok: false, error: `no answer within ${HOOK_TIMEOUT_MS / 1_000} s` };
    const invoked = this.#ports.invoke(locale.codeHookArn, event);
    const outcome = await within(this.#handset, HOOK_TIMEOUT_MS, invoked, late);
    if (!outcome.ok) return { type: 'hook-failed', message: outcome.error };
    try {
      return { type: 'hook-answered', answer: readHookResponse(outcome.payload, plainMarkup) };
    } catch (cause) {
      if (!(cause instanceof HookRefused)) throw cause;
      return { type: 'hook-failed', message: cause.message };
    }
  }

  #outcome(intentName: string | undefined, { attributes }: Conversation): BotOutcome {
    const { alias, locale } = this.#talk;
    const transcript = this.#newest?.transcript ?? '';
    const { positive, negative, neutral, mixed } = sentimentOf(transcript).sentimentScore;
    return {
      intentName: intentName ?? matchIntent(transcript, locale).name,
      slots: {},
      sessionAttributes: attributes,
      ...(alias.detectsSentiment
        ? { sentiment: { Positive: positive, Negative: negative, Neutral: neutral, Mixed: mixed } }
        : {}),
    };
  }

  #fail(cause: unknown): void {
    this.#settle({ ended: 'failed', message: cause instanceof Error ? cause.message : String(cause) });
  }
}
