import { collectKeys } from '../collect-keys.ts';
import { type Contact, newContact } from '../flow/contact.ts';
import type { ContactFlow } from '../flow/contact-flow.ts';
import type { FlowEffect, FlowResult } from '../flow/effect.ts';
import { FlowProblem } from '../flow/flow-problem.ts';
import { beginFlow, type FlowStep, resumeFlow } from '../flow/stepper.ts';
import { type CallEnd, type Handset, HungUp, pauseOn } from '../handset.ts';
import type { InvokeFunction } from '../invoke.ts';
import type { BotAlias } from '../lex/bot.ts';
import { talkToBot } from '../lex/talk-to-bot.ts';
import type { Speech } from '../speech/speech.ts';
import { spokenVoice } from '../speech/voices.ts';
import { within } from '../within.ts';
import {
  type ContactEventType,
  type ContactTimes,
  contactEvent,
  type DisconnectReason,
} from './contact-events.ts';
import { flowFunctionEvent } from './flow-function-event.ts';
import { type Hours, isOpen } from './hours.ts';
import type { QueueBehaviour } from './queue.ts';
import { startTask, type TaskPorts } from './task-contact.ts';

/** What of a Connect instance a call needs, as it was synthesized. */
export interface ConnectInstance {
  arn: string;
  /** The number that is dialled; any where none was claimed. */
  number: string;
  /** The flows that numbers lead to. Each is named after the playbook that answers in it. */
  entries: readonly ContactFlow[];
  /** All flows by ARN: those that an event hook names. */
  flows: ReadonlyMap<string, ContactFlow>;
  bots: readonly BotAlias[];
  hours: readonly Hours[];
}

export interface ContactPorts extends TaskPorts {
  invoke: InvokeFunction;
  queue: QueueBehaviour;
  /** Why a call went wrong, for a log. */
  onProblem(message: string): void;
}

type EffectOf<T extends FlowEffect['type']> = Extract<FlowEffect, { type: T }>;

/** The flow in which a playbook answers; undefined when no number leads to it. */
export function entryFor({ entries }: ConnectInstance, playbook: string): ContactFlow | undefined {
  return entries.find(({ name }) => name.endsWith(` ${playbook}`));
}

/** Plays the contact flow for one caller, from ringing to the last contact event. Never rejects. */
export async function runContact(
  handset: Handset,
  instance: ConnectInstance,
  ports: ContactPorts,
): Promise<CallEnd> {
  return new ContactCall(handset, instance, ports).run();
}

class ContactCall {
  readonly #handset: Handset;
  readonly #instance: ConnectInstance;
  readonly #ports: ContactPorts;
  #contact: Contact;
  readonly #times: ContactTimes;
  #transferred = false;

  constructor(handset: Handset, instance: ConnectInstance, ports: ContactPorts) {
    this.#handset = handset;
    this.#instance = instance;
    this.#ports = ports;
    this.#times = { initiated: this.#now() };
    this.#contact = newContact({
      contactId: handset.callId,
      instanceArn: instance.arn,
      to: instance.number,
      ...(handset.from === undefined ? {} : { from: handset.from }),
    });
  }

  async run(): Promise<CallEnd> {
    await this.#publish('INITIATED');
    this.#times.connectedToSystem = this.#now();
    await this.#publish('CONNECTED_TO_SYSTEM');
    const { end, reason } = await this.#play();
    this.#times.disconnected = this.#now();
    await this.#publish('DISCONNECTED', reason);
    await this.#publish('COMPLETED', reason);
    return end;
  }

  async #play(): Promise<{ end: CallEnd; reason: DisconnectReason }> {
    const flow = entryFor(this.#instance, this.#handset.playbook);
    if (flow === undefined) return this.#broken(`no contact flow answers for ${this.#handset.playbook}`);
    try {
      const how = await this.#playFlow(flow);
      if (this.#transferred) return { end: { reason: 'transferred' }, reason: 'AGENT_DISCONNECT' };
      if (how !== 'no-way-on') return { end: { reason: 'agent-hung-up' }, reason: 'CONTACT_FLOW_DISCONNECT' };
      return this.#broken('the flow had no way on');
    } catch (cause) {
      if (cause instanceof HungUp) {
        const gone = cause.end.reason === 'caller-hung-up' ? 'CUSTOMER_DISCONNECT' : 'TELECOM_PROBLEM';
        return { end: this.#transferred ? { reason: 'transferred' } : cause.end, reason: gone };
      }
      if (!(cause instanceof FlowProblem)) this.#ports.onProblem(String(cause));
      return this.#broken(cause instanceof FlowProblem ? cause.message : 'internal-error');
    }
  }

  #broken(detail: string): { end: CallEnd; reason: DisconnectReason } {
    this.#ports.onProblem(detail);
    return { end: { reason: 'line-error', detail }, reason: 'CONTACT_FLOW_DISCONNECT' };
  }

  async #playFlow(flow: ContactFlow): Promise<NonNullable<FlowStep['ended']>> {
    let step = this.#arrive(beginFlow(flow, this.#contact));
    while (step.effect !== undefined) {
      const result = await this.#carryOut(step.effect);
      step = this.#arrive(resumeFlow(step.run, result));
    }
    return step.ended ?? 'no-way-on';
  }

  #arrive(step: FlowStep): FlowStep {
    this.#contact = step.run.contact;
    for (const { identifier, type } of step.entered)
      this.#handset.show({ type: 'flow', flow: step.run.flow.name, block: identifier, action: type });
    return step;
  }

  #carryOut(effect: FlowEffect): Promise<FlowResult> {
    switch (effect.type) {
      case 'speak':
        return this.#speak(effect.speech);
      case 'collect-keys':
        return this.#collectKeys(effect);
      case 'talk-to-bot':
        return this.#talkToBot(effect);
      case 'invoke-function':
        return this.#invoke(effect);
      case 'check-hours':
        return this.#checkHours(effect);
      case 'queue':
        return this.#queue();
      case 'create-task':
        return this.#createTask(effect);
      case 'wait':
        return pauseOn(this.#handset, effect.ms).then(() => ({ type: 'done' }));
    }
  }

  async #speak(speech: Speech): Promise<FlowResult> {
    const voice = spokenVoice(this.#contact.voice);
    if (voice === undefined) return this.#failed(`${this.#contact.voice.name} cannot speak`);
    const playback = this.#handset.speak([speech], voice, this.#contact.languageCode);
    const how = await this.#handset.whileConnected(playback.finished);
    return how === 'failed' ? this.#failed('the voice could not speak') : { type: 'done' };
  }

  async #collectKeys({ speech, settings }: EffectOf<'collect-keys'>): Promise<FlowResult> {
    const voice = spokenVoice(this.#contact.voice);
    const playback =
      speech === undefined || voice === undefined
        ? undefined
        : this.#handset.speak([speech], voice, this.#contact.languageCode);
    this.#handset.showWaiting();
    const asked = playback?.finished ?? Promise.resolve();
    const keys = await collectKeys(this.#handset, settings, asked, () => playback?.stop());
    if (keys === undefined) return { type: 'failed', error: 'InputTimeLimitExceeded' };
    return { type: 'keyed', keys };
  }

  async #talkToBot({ speech, aliasArn, sessionAttributes }: EffectOf<'talk-to-bot'>): Promise<FlowResult> {
    const alias = this.#instance.bots.find((bot) => bot.aliasArn === aliasArn);
    const localeId = this.#contact.languageCode.replace('-', '_');
    const locale = alias?.locales.find((each) => each.localeId === localeId);
    const voice = spokenVoice(this.#contact.voice);
    if (alias === undefined || locale === undefined || voice === undefined)
      return this.#failed(`no bot ${aliasArn} with ${localeId}, or no voice for it`);
    const talk = {
      alias,
      locale,
      prompt: speech,
      sessionId: this.#contact.contactId,
      sessionAttributes,
      voice,
      plainMarkup:
        this.#contact.voice.engine === 'connect:agentic' ? ('agentic' as const) : ('plain' as const),
    };
    const result = await talkToBot(this.#handset, talk, this.#ports);
    if (result.ended === 'failed') return this.#failed(result.message);
    return { type: 'bot-closed', outcome: result.outcome };
  }

  async #invoke(effect: EffectOf<'invoke-function'>): Promise<FlowResult> {
    const event = flowFunctionEvent(this.#contact, effect.parameters);
    const invoked = this.#ports.invoke(effect.functionArn, event);
    if (!effect.wait) return { type: 'done' };
    const late = { ok: false as const, error: `no answer within ${effect.timeLimitMs} ms` };
    const outcome = await within(this.#handset, effect.timeLimitMs, invoked, late);
    return outcome.ok ? { type: 'invoked', payload: outcome.payload } : this.#failed(outcome.error);
  }

  async #checkHours({ hoursArn }: EffectOf<'check-hours'>): Promise<FlowResult> {
    const { queue, nowMs } = this.#ports;
    if (queue.hours !== 'as-configured') return { type: 'hours', open: queue.hours === 'open' };
    const named = this.#instance.hours.filter(({ arn }) => hoursArn === undefined || arn === hoursArn);
    // The hours of a queue that was there before are not in the template: a laptop takes it for open.
    return { type: 'hours', open: named.length === 0 || named.some((hours) => isOpen(hours, nowMs())) };
  }

  async #queue(): Promise<FlowResult> {
    const { queue } = this.#ports;
    if (queue.agent === 'full') return { type: 'failed', error: 'QueueAtCapacity' };
    this.#times.queued = this.#now();
    await this.#publish('QUEUED');
    await pauseOn(this.#handset, queue.agent === 'accepts' ? queue.waitMs : CALLER_WAITS_MS);
    if (queue.agent === 'never') throw new HungUp({ reason: 'caller-hung-up' });
    this.#transferred = true;
    await this.#whisper();
    this.#times.connectedToAgent = this.#now();
    await this.#publish('CONNECTED_TO_AGENT');
    await pauseOn(this.#handset, queue.talkMs);
    return { type: 'done' };
  }

  async #createTask({ flowArn, task }: EffectOf<'create-task'>): Promise<FlowResult> {
    const flow = this.#instance.flows.get(flowArn);
    if (flow === undefined) return this.#failed(`no contact flow ${flowArn} for a task`);
    await startTask(task, flow, this.#contact, this.#ports);
    return { type: 'done' };
  }

  /** What only the person hears: shown, and not spoken to the caller. */
  async #whisper(): Promise<void> {
    const flow = this.#instance.flows.get(this.#contact.hooks.AgentWhisper ?? '');
    if (flow === undefined) return;
    let step = this.#arrive(beginFlow(flow, this.#contact));
    while (step.effect !== undefined) step = this.#arrive(resumeFlow(step.run, { type: 'done' }));
  }

  #failed(message: string): FlowResult {
    this.#ports.onProblem(message);
    return { type: 'failed', error: 'NoMatchingError' };
  }

  #publish(type: ContactEventType, reason?: DisconnectReason): Promise<void> {
    return this.#ports
      .publish(contactEvent(type, this.#contact, this.#times, reason))
      .catch((cause: unknown) => this.#ports.onProblem(`${type} was not published: ${String(cause)}`));
  }

  #now(): string {
    return new Date(this.#ports.nowMs()).toISOString();
  }
}

/**
 * How long a caller whom nobody takes waits on a laptop before they hang up. Connect would let them: a flow ends where
 * it puts a caller into a queue (administrator guide, "Transfer to queue").
 */
const CALLER_WAITS_MS = 30_000;
