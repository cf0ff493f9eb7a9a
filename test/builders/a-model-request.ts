import { buildSituation, NOTHING_UNDERSTOOD } from '../../agent/conversation/build-situation.ts';
import type { ModelRequest } from '../../agent/conversation/ports.ts';
import type { Situation } from '../../agent/conversation/situation.ts';
import { aCallState } from './a-call-state.ts';
import { NOW_MS } from './a-desk.ts';
import { aPlaybook } from './a-playbook.ts';
import { callerSaid } from './a-turn-request.ts';

/** The third turn of a call, in which the caller says this. */
export function aSituation(text: string, changes: Partial<Situation> = {}): Situation {
  const request = callerSaid(3, text);
  if (request.cause === 'call-ended' || request.cause === 'transfer-progressed')
    throw new Error('callerSaid() makes another request.');
  const playbook = aPlaybook();
  const input = { playbook, request, state: aCallState(), understood: NOTHING_UNDERSTOOD, nowMs: NOW_MS };
  return { ...buildSituation(input), ...changes };
}

/** What a writer is asked in that turn. */
export function aModelRequest(changes: Partial<ModelRequest> = {}): ModelRequest {
  return {
    playbook: aPlaybook(),
    situation: aSituation('Tuesday, please'),
    history: [],
    rounds: [],
    ...changes,
  };
}
