import type { HistoryEntry } from '../../../agent/call/call-state.ts';
import type { ModelRequest, ToolRound } from '../../../agent/conversation/ports.ts';
import { isSituation, parseSituation } from '../../../agent/conversation/prompt.ts';
import type { CompiledPlaybook } from '../../../agent/playbook/compiled-playbook.ts';
import { ToolFailure, type ToolResult } from '../../../agent/tools/tool.ts';
import type { Block, ConverseRequest } from './converse-request.ts';
import { effectsTold } from './tool-effects.ts';

/** A block of the conversation and who wrote it. */
interface Spoken {
  role: 'user' | 'assistant';
  block: Block;
}

/** The tag in which a model says what it expects next; in the history it is not part of what was said. */
const EXPECT_TAG = /\s*<expect\b[^>]*>/g;
/** Ends the agent's words where the caller cut them short. */
const CUT_SHORT = '—';

/**
 * Reads a Converse request back into what it was rendered from, for a writer that answers in a model's place.
 * What the wire does not carry is made up: the turn numbers of the history are counted backwards.
 *
 * @throws SituationUnreadable when the request was not rendered by `renderPrompt`.
 */
export function modelRequest(request: ConverseRequest, playbook: CompiledPlaybook): ModelRequest {
  const spoken = request.messages.flatMap(({ role, content }) => content.map((block) => ({ role, block })));
  const at = spoken.findLastIndex(({ block }) => 'text' in block && isSituation(block.text));
  const block = spoken[at]?.block;
  const situation = parseSituation(block !== undefined && 'text' in block ? block.text : '');
  return {
    playbook,
    situation,
    history: history(spoken.slice(0, Math.max(0, at)), situation.turn),
    // The block after the situation describes what caused the turn; the situation says that too.
    rounds: rounds(spoken.slice(at + 2)),
  };
}

function history(spoken: Spoken[], turn: number): HistoryEntry[] {
  return spoken.flatMap(({ role, block }, index): HistoryEntry[] => {
    if (!('text' in block) || block.text.startsWith('[')) return [];
    const text = block.text.replaceAll(EXPECT_TAG, '');
    const interrupted = role === 'assistant' && text.endsWith(CUT_SHORT);
    const turnsAgo = Math.ceil((spoken.length - index) / 2);
    return [
      {
        turn: Math.max(1, turn - turnsAgo),
        who: role === 'user' ? 'caller' : 'agent',
        text: interrupted ? text.slice(0, -CUT_SHORT.length) : text,
        ...(interrupted ? { interrupted } : {}),
      },
    ];
  });
}

function rounds(spoken: Spoken[]): ToolRound[] {
  const all: ToolRound[] = [];
  let previous: Spoken['role'] = 'user';
  for (const { role, block } of spoken) {
    if (role === 'assistant' && previous === 'user') all.push({ text: '', uses: [], results: [] });
    previous = role;
    const round = all.at(-1);
    if (round === undefined) continue;
    if ('text' in block) round.text += block.text;
    else if ('toolUse' in block) {
      const { toolUseId, name, input } = block.toolUse;
      round.uses.push({ id: toolUseId, name, input });
    } else round.results.push(toolResult(block.toolResult));
  }
  return all;
}

function toolResult({ toolUseId, status, content }: ToolResultBlock): ToolResult {
  const [first] = content;
  const data = first !== undefined && 'json' in first ? first.json : {};
  if (status !== 'error') return { ok: true, id: toolUseId, content: data, effects: effectsTold(data) };
  const failure = ToolFailure.safeParse(data.failure);
  return {
    ok: false,
    id: toolUseId,
    failure: failure.success ? failure.data : 'not-available',
    message: typeof data.message === 'string' ? data.message : '',
    content: data,
  };
}

type ToolResultBlock = Extract<Block, { toolResult: unknown }>['toolResult'];
