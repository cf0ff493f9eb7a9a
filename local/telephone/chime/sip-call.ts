import { LOCAL_ACCOUNT } from '../../cloud/physical-names.ts';
import type { SipMediaApplication } from '../artefacts.ts';
import type { QueueBehaviour } from '../connect/queue.ts';
import { type CallEnd, type Handset, HungUp, pauseOn } from '../handset.ts';
import type { InvokeFunction, InvokeOutcome } from '../invoke.ts';
import type { SipAction } from './action.ts';
import { type ActionResult, carryOut } from './carry-out.ts';
import { type InvocationEventType, type Participant, type SipTransaction, sipEvent } from './event.ts';
import { invokeWithRetries } from './invocation.ts';
import { readSipResponse } from './response.ts';

export interface SipPorts {
  invoke: InvokeFunction;
  newId(): string;
  /** Milliseconds since the epoch. */
  nowMs(): number;
  queue: QueueBehaviour;
  onProblem(message: string): void;
}

/** Most invocations of one call (Chime SDK developer guide). */
const MAX_INVOCATIONS = 1_000;
/** A call without any action ends by itself. */
const IDLE_MS = 30_000;
/** The number of the application, and of a caller who withholds theirs, as a SIP header has it. */
const NUMBER = '+12065550199';
const WITHHELD = 'anonymous';

/** Answers one call with a SIP media application, from its first event to the last hang-up. Never rejects. */
export async function runSipCall(
  handset: Handset,
  application: SipMediaApplication,
  ports: SipPorts,
): Promise<CallEnd> {
  return new SipCall(handset, application, ports).run();
}

type More = Parameters<typeof sipEvent>[2];

class SipCall {
  readonly #handset: Handset;
  readonly #application: SipMediaApplication;
  readonly #ports: SipPorts;
  readonly #callerLegId: string;
  #transaction: SipTransaction;
  #queue: readonly SipAction[] = [];
  #transferred = false;

  constructor(handset: Handset, application: SipMediaApplication, ports: SipPorts) {
    this.#handset = handset;
    this.#application = application;
    this.#ports = ports;
    this.#callerLegId = ports.newId();
    this.#transaction = {
      transactionId: handset.callId,
      applicationId: application.id,
      region: application.functionArn.split(':')[3] ?? 'us-east-1',
      account: LOCAL_ACCOUNT,
      sequence: 0,
      attributes: {},
      participants: [this.#leg('LEG-A', this.#callerLegId, NUMBER, handset.from ?? WITHHELD)],
    };
  }

  async run(): Promise<CallEnd> {
    const end = await this.#answer();
    this.#disconnect('LEG-A');
    // Told when all is over, as Chime does: what the function answers to it cannot be done any more.
    await this.#invoke('HANGUP', { actionData: this.#hangupData('LEG-A') });
    return this.#transferred ? { reason: 'transferred' } : end;
  }

  async #answer(): Promise<CallEnd> {
    try {
      if (!(await this.#tell('NEW_INBOUND_CALL'))) return NOT_ANSWERED;
      return await this.#play();
    } catch (cause) {
      if (cause instanceof HungUp) return cause.end;
      this.#ports.onProblem(String(cause));
      return { reason: 'line-error', detail: 'internal-error' };
    }
  }

  /** Works the actions off until one of them hangs up. */
  async #play(): Promise<CallEnd> {
    for (;;) {
      const [action, ...rest] = this.#queue;
      if (action === undefined) return this.#idle();
      this.#queue = rest;
      this.#handset.show({
        type: 'flow',
        flow: 'SIP media application',
        block: action.Type,
        action: action.Type,
      });
      const result = await carryOut(action, this.#handset, {
        ...this.#ports,
        bots: this.#application.bots,
        callerLegId: this.#callerLegId,
      });
      if (result.ok && result.hungUp === 'LEG-A') return { reason: 'agent-hung-up' };
      if (!(await this.#settle(action, result))) return NOT_ANSWERED;
    }
  }

  /** Nothing to do is an end too: at once when a person had the call, else by Chime's own timeout. */
  async #idle(): Promise<CallEnd> {
    await pauseOn(this.#handset, IDLE_MS);
    return { reason: 'line-error', detail: 'the application had no action for the call' };
  }

  /** Tells the function of an action that failed, or of the last of its list. False when it does not answer. */
  async #settle(action: SipAction, result: ActionResult): Promise<boolean> {
    if (!result.ok) {
      this.#queue = [];
      const { errorType: ErrorType, errorMessage: ErrorMessage } = result;
      return this.#tell('ACTION_FAILED', { actionData: { ...this.#data(action), ErrorType, ErrorMessage } });
    }
    if (result.bridgedTo !== undefined) return this.#bridged(action, result.bridgedTo);
    if (this.#queue.length > 0) return true;
    return this.#tell('ACTION_SUCCESSFUL', { actionData: { ...this.#data(action), ...result.data } });
  }

  /** The person and the caller talk; then the person hangs up, which leaves the caller's leg to the function. */
  async #bridged(action: SipAction, to: string): Promise<boolean> {
    this.#transferred = true;
    const leg = this.#leg('LEG-B', this.#ports.newId(), to, NUMBER);
    this.#transaction = { ...this.#transaction, participants: [...this.#transaction.participants, leg] };
    if (!(await this.#tell('ACTION_SUCCESSFUL', { actionData: this.#data(action) }))) return false;
    await pauseOn(this.#handset, this.#ports.queue.talkMs);
    this.#disconnect('LEG-B');
    return this.#tell('HANGUP', { actionData: this.#hangupData('LEG-B') });
  }

  /** Invokes the function and takes over what it answers. False when it does not answer in time. */
  async #tell(type: InvocationEventType, more: More = {}): Promise<boolean> {
    const outcome = await this.#handset.whileConnected(this.#invoke(type, more));
    if (!outcome.ok) {
      this.#ports.onProblem(outcome.error);
      return false;
    }
    const response = readSipResponse(outcome.payload);
    if (!response.valid) {
      this.#ports.onProblem(response.errorMessage);
      if (type === 'INVALID_LAMBDA_RESPONSE') return false;
      const { errorType, errorMessage } = response;
      return this.#tell('INVALID_LAMBDA_RESPONSE', { errorType, errorMessage });
    }
    if (response.actions !== undefined) this.#queue = response.actions;
    if (response.attributes !== undefined)
      this.#transaction = { ...this.#transaction, attributes: response.attributes };
    return true;
  }

  async #invoke(type: InvocationEventType, more: More): Promise<InvokeOutcome> {
    const sequence = this.#transaction.sequence + 1;
    this.#transaction = { ...this.#transaction, sequence };
    if (sequence > MAX_INVOCATIONS) return { ok: false, error: `more than ${MAX_INVOCATIONS} invocations` };
    const event = sipEvent(type, this.#transaction, more);
    return invokeWithRetries(this.#handset.clock, () =>
      this.#ports.invoke(this.#application.functionArn, event),
    );
  }

  #data({ Type, Parameters }: SipAction): Record<string, unknown> {
    return { Type, Parameters: { CallId: this.#callerLegId, ...Parameters } };
  }

  #hangupData(tag: Participant['tag']): Record<string, unknown> {
    const leg = this.#transaction.participants.find((participant) => participant.tag === tag);
    return {
      Type: 'Hangup',
      Parameters: { SipResponseCode: 0, CallId: leg?.callId, ParticipantTag: tag },
    };
  }

  #leg(tag: Participant['tag'], callId: string, to: string, from: string): Participant {
    return { callId, tag, to, from, startedAtMs: this.#ports.nowMs(), connected: true };
  }

  #disconnect(tag: Participant['tag']): void {
    const participants = this.#transaction.participants.map((participant) =>
      participant.tag === tag ? { ...participant, connected: false } : participant,
    );
    this.#transaction = { ...this.#transaction, participants };
  }
}

/** SIP 480: the application did not answer in time. */
const NOT_ANSWERED: CallEnd = { reason: 'line-error', detail: 'the application did not answer' };
