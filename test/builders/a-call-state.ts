import type { CallState } from '../../agent/call/call-state.ts';
import { startCall } from '../../agent/call/fold.ts';
import { NOW_MS } from './a-desk.ts';
import { aPlaybook } from './a-playbook.ts';
import { callStarted } from './a-turn-request.ts';

/** A call in conversation at turn 3, with whatever the test needs changed. */
export function aCallState(changes: Partial<CallState> = {}): CallState {
  const request = callStarted();
  if (request.cause !== 'call-started') throw new Error('callStarted() makes another request.');
  return { ...startCall(request, aPlaybook(), NOW_MS), status: 'talking', turn: 3, ...changes };
}
