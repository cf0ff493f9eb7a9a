import * as z from 'zod';
import type { HistoryEntry } from '../call/call-state.ts';
import type { ToolSpec } from '../playbook/compiled-playbook.ts';
import type { ToolResult } from '../tools/tool.ts';
import { renderExpect } from './markup.ts';
import type { ModelRequest, ToolRound } from './ports.ts';
import { Situation } from './situation.ts';

/** A part of a message. The shapes follow Bedrock's Converse, without its names. */
export type PromptBlock =
  | { type: 'text'; text: string }
  | { type: 'tool-use'; id: string; name: string; input: unknown }
  | { type: 'tool-result'; id: string; ok: boolean; content: ToolResult['content'] };

export interface PromptMessage {
  role: 'user' | 'assistant';
  content: PromptBlock[];
}

/** A model's prompt, of no particular service. */
export interface Prompt {
  /** The playbook's instructions for the locale: the same for every call, so worth caching. */
  system: string;
  /** Begins with `user`; the roles alternate; no message and no text is empty. */
  messages: PromptMessage[];
  tools: ToolSpec[];
  /** For the service's own log, and for whoever answers in its place. */
  metadata: { callId: string; turn: string; playbook: string; version: string; variant?: string };
}

/** A text that should hold a situation does not. */
export class SituationUnreadable extends Error {
  override readonly name = 'SituationUnreadable';

  constructor(problem: string, options?: ErrorOptions) {
    super(`The prompt holds no readable situation: ${problem}. It is written by renderPrompt.`, options);
  }
}

const OPEN = '<situation>';
const CLOSE = '</situation>';

/** Writes the prompt of a request. Its size is bounded, because the history in the request is. */
export function renderPrompt(request: ModelRequest): Prompt {
  const { playbook, situation } = request;
  const system = playbook.instructions[situation.locale];
  if (system === undefined) {
    throw new Error(
      `Playbook "${playbook.id}" has no instructions for ${situation.locale}; compile it again.`,
    );
  }
  const messages = [
    ...historyMessages(request),
    situationMessage(situation),
    ...request.rounds.flatMap(roundMessages),
  ];
  const [first] = messages;
  // The agent speaks first on the phone, but a prompt may not begin with its words.
  const opening: PromptMessage[] = first?.role === 'assistant' ? [userText('[The call begins.]')] : [];
  return {
    system,
    messages: mergeNeighbours([...opening, ...messages]),
    tools: playbook.tools,
    metadata: {
      callId: situation.callId,
      turn: String(situation.turn),
      playbook: playbook.id,
      version: playbook.version,
      ...(playbook.variant === undefined ? {} : { variant: playbook.variant }),
    },
  };
}

/** Reads a situation back out of the text block that `renderPrompt` wrote. Throws `SituationUnreadable`. */
export function parseSituation(text: string): Situation {
  if (!isSituation(text)) throw new SituationUnreadable(`the text does not begin with ${OPEN}`);
  let json: unknown;
  try {
    json = JSON.parse(text.slice(OPEN.length, text.lastIndexOf(CLOSE)));
  } catch (cause) {
    throw new SituationUnreadable('it is not JSON', { cause });
  }
  const parsed = Situation.safeParse(json);
  if (parsed.success) return parsed.data;
  throw new SituationUnreadable(z.prettifyError(parsed.error), { cause: parsed.error });
}

/** Whether a text block of a prompt is the situation. Nothing that a caller says can look like one. */
export function isSituation(text: string): boolean {
  return text.startsWith(OPEN) && text.endsWith(CLOSE);
}

function historyMessages({ history, situation }: ModelRequest): PromptMessage[] {
  const last = history.findLastIndex((entry) => entry.who === 'agent');
  return history.flatMap((entry, index) => {
    // A model imitates its earlier replies: shown one without the tag, it stops writing tags.
    const tag = index === last && entry.interrupted !== true ? ` ${renderExpect(situation.expect)}` : '';
    return entryMessages(entry, tag);
  });
}

function entryMessages(entry: HistoryEntry, tag: string): PromptMessage[] {
  const text = entry.who === 'caller' ? plainWords(entry.text) : entry.text.trim();
  if (text === '') return [];
  if (entry.who === 'caller') return [userText(text)];
  const cut = entry.interrupted === true ? '—' : '';
  return [{ role: 'assistant', content: [{ type: 'text', text: `${text}${cut}${tag}` }] }];
}

function situationMessage(situation: Situation): PromptMessage {
  // "<" is escaped inside the JSON, so that a caller's words cannot close the element.
  const json = JSON.stringify(situation).replaceAll('<', '\\u003c');
  return {
    role: 'user',
    content: [
      { type: 'text', text: `${OPEN}${json}${CLOSE}` },
      { type: 'text', text: describeCause(situation) },
    ],
  };
}

/** The caller's words, or in brackets what else made the agent speak. */
function describeCause({ cause, said = '' }: Situation): string {
  const words = plainWords(said);
  switch (cause) {
    case 'caller-said':
      return words === '' ? '[The caller made a sound that was no word.]' : words;
    case 'caller-keyed':
      return `[The caller keyed ${said}.]`;
    case 'call-started':
      return '[The call begins.]';
    case 'caller-silent':
      return '[The caller is silent.]';
    case 'time-nearly-up':
      return '[The time for this call is nearly up.]';
    case 'line-resumed':
      return '[The line was lost for a moment and is back.]';
  }
}

/** A caller's words without the characters that mark up the prompt. */
function plainWords(text: string): string {
  return text.replace(/[<>]/g, ' ').trim();
}

function roundMessages({ text, uses, results }: ToolRound): PromptMessage[] {
  const spoken: PromptBlock[] = text.trim() === '' ? [] : [{ type: 'text', text: text.trim() }];
  const used = uses.map(({ id, name, input }): PromptBlock => ({ type: 'tool-use', id, name, input }));
  const came = results.map(({ id, ok, content }): PromptBlock => ({ type: 'tool-result', id, ok, content }));
  return [
    { role: 'assistant', content: [...spoken, ...used] },
    { role: 'user', content: came },
  ];
}

function userText(text: string): PromptMessage {
  return { role: 'user', content: [{ type: 'text', text }] };
}

function mergeNeighbours(messages: readonly PromptMessage[]): PromptMessage[] {
  const merged: PromptMessage[] = [];
  for (const { role, content } of messages) {
    const last = merged.at(-1);
    if (last?.role === role) last.content.push(...content);
    else merged.push({ role, content: [...content] });
  }
  return merged;
}
