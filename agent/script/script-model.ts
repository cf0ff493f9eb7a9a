import { renderExpect } from '../conversation/markup.ts';
import type { Model, ModelEvent, ModelRequest } from '../conversation/ports.ts';
import { decide } from './policy.ts';
import { SCRIPT_NAME } from './script-name.ts';

/** The script runs in the process that asks: it reads and writes no tokens that anyone would charge for. */
const NO_TOKENS = { input: 0, output: 0, cacheRead: 0, cacheWrite: 0 };

/**
 * The deterministic dialogue as a model: it answers when no other can, and on a laptop. It needs nothing but
 * the request, keeps no memory, and streams its words one by one as a model would.
 */
export function scriptModel(): Model {
  return { name: SCRIPT_NAME, write };
}

async function* write(request: ModelRequest, signal: AbortSignal): AsyncGenerator<ModelEvent> {
  const reply = decide(request);
  for (const piece of inWords(reply.say.join(' '))) {
    signal.throwIfAborted();
    yield { type: 'text', text: piece };
  }
  if (reply.expect !== undefined) yield { type: 'text', text: renderExpect(reply.expect) };
  const round = request.rounds.length;
  for (const [index, use] of reply.uses.entries())
    yield { type: 'tool-use', id: `script-${round}-${index}`, name: use.name, input: use.input };
  yield { type: 'end', reason: reply.uses.length > 0 ? 'tool-use' : 'end', tokens: NO_TOKENS };
}

/** The text cut after each run of spaces, so that the pieces joined are the text. */
function inWords(text: string): string[] {
  return text.match(/\S+\s*/g) ?? [];
}
