import type { CallState } from '../call/call-state.ts';
import { bringsOn, callersWords, endCall, foldAnswer, foldStatus } from '../call/fold.ts';
import { postCallFields } from '../call/post-call.ts';
import type { Understanding } from '../capture/understanding.ts';
import type { CompiledPlaybook } from '../playbook/compiled-playbook.ts';
import type { FoundPassage } from '../playbook/passage.ts';
import type { ToolResult } from '../tools/tool.ts';
import type { Expect } from '../turn/expect.ts';
import type { TurnRequest } from '../turn/turn-request.ts';
import { type Progress, spokenText } from './progress.ts';
import { stateNow } from './state-now.ts';

/** What is expected where a value was asked for; a time may be refused with a no, and another is offered then. */
const VALUES_ASKED: ReadonlySet<Expect['kind']> = new Set(['digits', 'name', 'date', 'choice', 'text']);

export interface SettleInput {
  /** With the request and what was understood already folded in. */
  state: CallState;
  request: TurnRequest;
  playbook: CompiledPlaybook;
  understood: Understanding;
  /** What was found for the caller's question; undefined when they asked none. */
  passages: readonly FoundPassage[] | undefined;
  progress: Progress;
  nowMs: number;
}

/** The call's state after a complete answer: what the tools did, what was said, what is waited for. */
export function settle(input: SettleInput): CallState {
  const { state, request, playbook, understood, passages, progress, nowMs } = input;
  const results = progress.tools.map(({ result }) => result);
  const after = stateNow({ state, playbook }, progress);
  const wentOn = (progress.steps?.length ?? 0) > 0;
  const answered = (passages?.length ?? 0) > 0;
  const progressed =
    bringsOn(answering(understood, state.expect)) ||
    answered ||
    wentOn ||
    results.some(hasEffectBeyondLookUp);
  const spoke = callersWords(request) !== undefined;
  const folded = foldAnswer(after, {
    text: spokenText(progress.answer),
    expect: expectOf(progress, after.expect),
    caller: !spoke ? 'did-not-speak' : progressed ? 'was-understood' : 'was-not-understood',
  });
  const deeds = progress.answer.flatMap((event) => (event.type === 'do' ? [event.do.action] : []));
  const moved = foldStatus(folded, {
    cause: request.cause,
    transferRequested: deeds.includes('transfer'),
    closing: deeds.includes('hang-up'),
  });
  const settled = {
    ...moved,
    counters: { ...moved.counters, fallbacks: moved.counters.fallbacks + progress.fellBack.length },
  };
  if (request.cause !== 'call-ended') return settled;
  const ended = endCall(settled, request, nowMs);
  const postCall = postCallFields(ended, playbook.source);
  return postCall === undefined ? ended : { ...ended, postCall };
}

/** A yes or no to a question for a value ("what is your budget?") answers nothing: it is asked again as often as any. */
function answering(understood: Understanding, expect: Expect): Understanding {
  const { answer: _answer, ...others } = understood;
  return VALUES_ASKED.has(expect.kind) ? others : understood;
}

/** A look-up that is repeated because the caller was not understood does not bring the call on. */
function hasEffectBeyondLookUp(result: ToolResult): boolean {
  const lookUps = ['slots-offered', 'appointments-found'];
  return result.ok && result.effects.some(({ effect }) => !lookUps.includes(effect));
}

function expectOf({ answer }: Progress, before: Expect): Expect {
  const last = answer.findLast((event) => event.type === 'expect');
  return last?.type === 'expect' ? last.expect : before;
}
