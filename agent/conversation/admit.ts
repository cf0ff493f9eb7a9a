import type { z } from 'zod';
import type { TurnRecord } from '../call/turn-record.ts';
import type { CompiledPlaybook } from '../playbook/compiled-playbook.ts';
import { inVariant, variantFor } from '../playbook/variant.ts';
import type { RefusalCode } from '../turn/answer.ts';
import { MAX_REQUEST_BYTES, TurnRequest } from '../turn/turn-request.ts';
import { Draft, fingerprint } from './draft.ts';
import type { CallStore, Playbooks } from './ports.ts';

/** What is to be done with a request. */
export type Admission =
  | { admitted: 'refused'; code: RefusalCode; message: string }
  /** An earlier delivery has been committed: its answer is given again. */
  | { admitted: 'replay'; record: TurnRecord }
  | { admitted: 'first-turn'; request: FirstTurnRequest; playbook: CompiledPlaybook }
  | {
      admitted: 'next-turn';
      request: NextTurnRequest;
      playbook: CompiledPlaybook;
      before: TurnRecord;
      /** How far a speculative run of this very turn has come; the answer goes on from there. */
      thoughtAhead: Draft | undefined;
    };

export type FirstTurnRequest = Extract<TurnRequest, { cause: 'call-started' }>;
export type NextTurnRequest = Exclude<TurnRequest, { cause: 'call-started' }>;

/** Checks a request against its schema and against the call as it is stored. Stores nothing. */
export async function admit(
  input: unknown,
  ports: { store: CallStore; playbooks: Playbooks },
): Promise<Admission> {
  const bytes = new TextEncoder().encode(JSON.stringify(input) ?? '').length;
  if (bytes > MAX_REQUEST_BYTES) {
    return refuse(
      'oversized-request',
      `The request has ${bytes} bytes; at most ${MAX_REQUEST_BYTES} are read.`,
    );
  }
  const parsed = TurnRequest.safeParse(input);
  if (!parsed.success) return refuse('malformed-request', describeProblems(parsed.error));
  const request = parsed.data;
  const newest = await ports.store.newestTurn(request.callId);
  if (newest === undefined) return admitFirstTurn(request, ports.playbooks);
  if (request.turn <= newest.turn) return replay(request, newest, ports.store);
  return admitNextTurn(request, newest, ports.playbooks);
}

async function admitFirstTurn(request: TurnRequest, playbooks: Playbooks): Promise<Admission> {
  if (request.cause !== 'call-started' || request.turn !== 1) {
    return refuse(
      'unknown-call',
      `No call ${request.callId} is stored. A call begins with turn 1 and cause call-started; this is turn ${request.turn} and cause ${request.cause}.`,
    );
  }
  const playbook = await playbooks.get(request.playbook);
  if (playbook === undefined) return refuseUnknownPlaybook(request.playbook);
  const variant = variantFor(playbook.source, request.from ?? request.callId);
  return { admitted: 'first-turn', request, playbook: inVariant(playbook, variant) };
}

async function replay(request: TurnRequest, newest: TurnRecord, store: CallStore): Promise<Admission> {
  const record = request.turn === newest.turn ? newest : await store.turn(request.callId, request.turn);
  if (record !== undefined) return { admitted: 'replay', record };
  throw new Error(
    `Call ${request.callId} has turn ${newest.turn} but not turn ${request.turn}: its record has a gap. Look at the calls table.`,
  );
}

async function admitNextTurn(
  request: TurnRequest,
  newest: TurnRecord,
  playbooks: Playbooks,
): Promise<Admission> {
  const { state } = newest;
  if (request.turn > newest.turn + 1) {
    return refuse(
      'turn-from-the-future',
      `Call ${request.callId} stands at turn ${newest.turn}; the next one is ${newest.turn + 1}, not ${request.turn}.`,
    );
  }
  if (state.status === 'ended')
    return refuse('call-over', `Call ${request.callId} ended at ${state.endedAt}.`);
  if (request.cause === 'call-started') {
    return refuse('call-already-started', `Call ${request.callId} began at ${state.startedAt}.`);
  }
  const draft = readDraft(request);
  if (draft.read === 'refused') return draft.refusal;
  // A deployment in the middle of a call may have taken the call's version away: better the new one than none.
  const { id, version, variant } = state.playbook;
  const playbook = (await playbooks.get(id, version)) ?? (await playbooks.get(id));
  if (playbook === undefined) return refuseUnknownPlaybook(id);
  return {
    admitted: 'next-turn',
    request,
    playbook: inVariant(playbook, variant),
    before: newest,
    thoughtAhead: draft.draft,
  };
}

type ReadDraft = { read: 'ok'; draft: Draft | undefined } | { read: 'refused'; refusal: Admission };

function readDraft(request: TurnRequest): ReadDraft {
  if (request.draft === undefined || request.mode === 'speculate') return { read: 'ok', draft: undefined };
  const parsed = Draft.safeParse(request.draft);
  if (!parsed.success) {
    return {
      read: 'refused',
      refusal: refuse('malformed-request', describeProblems(parsed.error, ['draft'])),
    };
  }
  if (parsed.data.fingerprint === fingerprint(request)) return { read: 'ok', draft: parsed.data };
  const message = `The draft answers other words, or another turn, than turn ${request.turn} of call ${request.callId}. Send the turn again without it.`;
  return { read: 'refused', refusal: refuse('stale-draft', message) };
}

function refuse(code: RefusalCode, message: string): Admission {
  return { admitted: 'refused', code, message };
}

function refuseUnknownPlaybook(id: string): Admission {
  return refuse('unknown-playbook', `There is no playbook "${id}" here.`);
}

/** Where the request is wrong and how, without its values: they may be a caller's. */
function describeProblems(error: z.ZodError, prefix: string[] = []): string {
  const problems = error.issues.map(
    (issue) => `${[...prefix, ...issue.path].join('.') || 'the request'}: ${issue.message}`,
  );
  return `The turn request is malformed. ${problems.join('; ')}.`;
}
