import { callBackNumber, callBackTicket, nobodyComes } from '../call-back.ts';
import { variablesOut } from '../fold-variables.ts';
import { agentEntry } from '../history.ts';
import { factsOf } from '../summary.ts';
import type { TurnRecord } from '../turn-record.ts';
import { CATALOGUE_VERSION, type CallEvent } from './catalogue.ts';

/** A turn's record before its events are made. */
export type RecordWithoutEvents = Omit<TurnRecord, 'events'>;

/** An event without the envelope, which is the same for all events of a turn but for the sequence. */
type Happening = CallEvent extends infer E
  ? E extends { type: infer T; data: infer D }
    ? { type: T; data: D }
    : never
  : never;

/**
 * What is published for a turn, in the order in which it happened: the start of the call, the interruption of
 * the answer before, tools, the turn itself, and what follows from it. Made from the record alone, so that
 * the same record always publishes the same events under the same ids.
 */
export function turnEvents(record: RecordWithoutEvents, before: TurnRecord | undefined): CallEvent[] {
  const happenings = [
    ...started(record),
    ...interrupted(record, before),
    ...tools(record),
    ...fromEffects(record),
    ...textsDeclined(record, before),
    completed(record),
    ...transferRequested(record),
    ...transferProgressed(record),
    ...ended(record),
  ];
  return happenings.map((happening, sequence) => ({ ...envelope(record, sequence), ...happening }));
}

function envelope(record: RecordWithoutEvents, sequence: number) {
  const { callId, turn, at, state } = record;
  return {
    id: `${callId}/${turn}/${sequence}`,
    version: CATALOGUE_VERSION,
    callId,
    turn,
    sequence,
    playbook: state.playbook,
    line: state.line,
    at,
  } as const;
}

function started({ request, state }: RecordWithoutEvents): Happening[] {
  if (request.cause !== 'call-started') return [];
  return [{ type: 'call.started', data: { locale: state.locale, fromKnown: request.from !== undefined } }];
}

function interrupted({ request }: RecordWithoutEvents, before: TurnRecord | undefined): Happening[] {
  const { played } = request;
  if (played === undefined || played.complete || before === undefined) return [];
  // Read from the state before this turn: after it, the history holds what was heard.
  const intended = agentEntry(before.state.history, played.turn)?.text;
  if (intended === undefined) return [];
  const { heard, turn: interruptedTurn, yieldMs } = played;
  const data = { interruptedTurn, heard, intended, ...(yieldMs === undefined ? {} : { yieldMs }) };
  return [{ type: 'agent.interrupted', data }];
}

function tools(record: RecordWithoutEvents): Happening[] {
  return record.tools.map(({ name, ms, result }): Happening => {
    if (result.ok) {
      const effects = result.effects.map(({ effect }) => effect);
      return { type: 'tool.completed', data: { tool: name, ms, effects } };
    }
    const { failure, message } = result;
    return { type: 'tool.failed', data: { tool: name, ms, failure, message } };
  });
}

/** What others act on: what a tool's effect asks for or tells beside the call itself. */
function fromEffects(record: RecordWithoutEvents): Happening[] {
  const effects = record.tools.flatMap(({ result }) => (result.ok ? result.effects : []));
  return effects.flatMap((effect): Happening[] => {
    switch (effect.effect) {
      case 'text-requested': {
        const { template, to, body, locale } = effect;
        return [{ type: 'message.requested', data: { template, to, body, locale } }];
      }
      case 'lead-saved':
        return [{ type: 'lead.saved', data: { created: effect.created, lead: effect.lead } }];
      case 'ticket-opened':
        return [{ type: 'ticket.opened', data: { ticket: effect.ticket } }];
      default:
        return [];
    }
  });
}

/** The caller said in this turn that they want no texts; a number that is withheld cannot get any. */
function textsDeclined({ state }: RecordWithoutEvents, before: TurnRecord | undefined): Happening[] {
  const said = state.textsDeclined === true && before?.state.textsDeclined !== true;
  return said && state.from !== undefined ? [{ type: 'message.declined', data: { number: state.from } }] : [];
}

function completed(record: RecordWithoutEvents): Happening {
  const { request, answer, state, model, fellBack, speculated, latency, tokens } = record;
  const { played } = request;
  const answered = answer.flatMap((event) => (event.type === 'say' ? [event.text] : [])).join(' ');
  return {
    type: 'turn.completed',
    data: {
      cause: request.cause,
      ...(request.cause === 'caller-said' ? { said: request.said.text } : {}),
      answered,
      goal: state.goal,
      status: state.status,
      model,
      fellBack,
      speculated,
      latency,
      tokens,
      ...(played === undefined
        ? {}
        : { previous: { turn: played.turn, complete: played.complete, latency: played.latency } }),
    },
  };
}

function transferRequested({ answer }: RecordWithoutEvents): Happening[] {
  return answer.flatMap((event): Happening[] => {
    if (event.type !== 'do' || event.do.action !== 'transfer') return [];
    const { to, reason, summary } = event.do;
    return [{ type: 'transfer.requested', data: { to, reason, summary } }];
  });
}

function transferProgressed({ request, state }: RecordWithoutEvents): Happening[] {
  if (request.cause !== 'transfer-progressed') return [];
  const { progress, queue, waitedMs } = request;
  const promised =
    nobodyComes(progress) && callBackNumber(state) !== undefined
      ? { ticket: callBackTicket(state.callId), summary: factsOf(state) }
      : {};
  return [
    {
      type: 'transfer.progressed',
      data: {
        progress,
        ...(queue === undefined ? {} : { queue }),
        ...(waitedMs === undefined ? {} : { waitedMs }),
        ...promised,
      },
    },
  ];
}

function ended({ request, state }: RecordWithoutEvents): Happening[] {
  if (request.cause !== 'call-ended' || state.endedAt === undefined) return [];
  const variables = variablesOut(state);
  return [
    {
      type: 'call.ended',
      data: {
        reason: request.reason,
        durationMs: Math.max(0, Date.parse(state.endedAt) - Date.parse(state.startedAt)),
        turns: state.turn,
        reached: state.reached,
        interruptions: state.counters.interruptions,
        ...(variables === undefined ? {} : { variables }),
        ...(state.postCall === undefined ? {} : { postCall: state.postCall }),
      },
    },
  ];
}
