import type { ToolCall, ToolResult } from '../tools/tool.ts';
import type { AnswerEvent } from '../turn/answer.ts';
import type { Progress } from './progress.ts';
import { stateNow } from './state-now.ts';
import { streamed } from './streaming.ts';
import type { WritingTurn } from './writing-turn.ts';

/** Runs one tool under the turn's next idempotency key, and notes in the progress what came of it. */
export async function* runTool(
  turn: WritingTurn,
  progress: Progress,
  use: ToolCall,
): AsyncGenerator<AnswerEvent, ToolResult> {
  const { playbook, state, ports } = turn;
  yield streamed(progress, { type: 'tool', name: use.name, status: 'started' });
  const startedMs = ports.clock.now();
  const result = await ports.tools.run(use, {
    playbook,
    callId: state.callId,
    call: stateNow(turn, progress),
    locale: state.locale,
    idempotencyKey: `${state.callId}/${state.turn}/${progress.tools.length}`,
    nowMs: startedMs,
  });
  const ms = ports.clock.now() - startedMs;
  progress.tools.push({ name: use.name, input: use.input, result, ms });
  progress.toolsMs += ms;
  yield streamed(progress, { type: 'tool', name: use.name, status: result.ok ? 'finished' : 'failed', ms });
  return result;
}

/** Notes a tool that was asked for and is not run now. */
export function* refuseTool(
  progress: Progress,
  use: ToolCall,
  refusal: ToolResult,
): Generator<AnswerEvent, ToolResult> {
  progress.tools.push({ name: use.name, input: use.input, result: refusal, ms: 0 });
  yield streamed(progress, { type: 'tool', name: use.name, status: 'failed', ms: 0 });
  return refusal;
}
