import type { ToolCall } from '../tools/tool.ts';
import type { Tokens } from '../turn/answer.ts';
import type { Expect } from '../turn/expect.ts';
import { type MarkupPiece, markupReader } from './markup.ts';
import { ModelFailed } from './model-failed.ts';
import type { Model, ModelEvent, ModelRequest, StopReason, Timer } from './ports.ts';
import { NO_TOKENS } from './progress.ts';
import { sentenceSplitter } from './sentences.ts';

/**
 * A model that has begun to write and then gives nothing for this long has stalled: the caller would hear a
 * pause in the middle of an answer. In milliseconds; two to three times the longest gap between tokens that
 * a healthy stream shows.
 */
export const STALL_MS = 3_000;

export interface ReplyOptions {
  /** BCP-47; how sentences are told apart. */
  locale: string;
  /** Nothing has been said in this turn yet, so the first clause may go before its sentence is complete. */
  firstWords: boolean;
  /** How long the first token may take, in milliseconds; undefined when there is no limit. */
  firstTokenMs: number | undefined;
  timer: Timer;
  signal: AbortSignal | undefined;
}

/** The news that the model has begun, a sentence that is ready to be spoken, or (last) the whole reply. */
export type ReplyEvent =
  | { type: 'first-token' }
  | { type: 'sentence'; text: string }
  | { type: 'complete'; reply: Reply };

/** A reply that a model has finished. */
export interface Reply {
  /** As the model wrote it, with its markup. */
  text: string;
  uses: ToolCall[];
  expect: Expect | undefined;
  tokens: Tokens;
}

/**
 * Streams one reply of one model, sentence by sentence. A caller that stops listening stops the model. Throws `ModelFailed` when the model throws, is too
 * slow, breaks off or says nothing; the sentences given before stay said.
 */
export async function* readReply(
  model: Model,
  request: ModelRequest,
  options: ReplyOptions,
): AsyncGenerator<ReplyEvent> {
  const markup = markupReader();
  const splitter = sentenceSplitter(options.locale, options.firstWords);
  const reply: Reply = { text: '', uses: [], expect: undefined, tokens: NO_TOKENS };
  const heard = (pieces: readonly MarkupPiece[]): string[] =>
    pieces.flatMap((piece) => {
      if (piece.type === 'text') return splitter.push(piece.text);
      reply.expect = piece.expect;
      return [];
    });

  let stopped: StopReason | undefined;
  let begun = false;
  let spoke = false;
  for await (const event of watched(model, request, options)) {
    if (!begun) yield { type: 'first-token' };
    begun = true;
    let sentences: string[] = [];
    if (event.type === 'text') {
      reply.text += event.text;
      sentences = heard(markup.push(event.text));
    } else if (event.type === 'tool-use') {
      reply.uses.push({ id: event.id, name: event.name, input: event.input });
      // A tool may take its time: what was written before it must not wait for it.
      sentences = splitter.flush();
    } else {
      stopped = event.reason;
      reply.tokens = event.tokens;
    }
    for (const text of sentences) yield { type: 'sentence', text };
    spoke ||= sentences.length > 0;
  }

  const rest = [...heard(markup.end()), ...splitter.flush()];
  if (stopped === undefined) {
    throw new ModelFailed(model.name, 'broken-stream', 'the stream ended before the reply was complete');
  }
  for (const text of rest) yield { type: 'sentence', text };
  spoke ||= rest.length > 0;
  if (stopped === 'refused' || (!spoke && reply.uses.length === 0)) {
    throw new ModelFailed(model.name, 'said-nothing', `the reply ended (${stopped}) without an answer`);
  }
  yield { type: 'complete', reply };
}

/** The model's events, cut off with `ModelFailed` when the first or the next one is too long in coming. */
async function* watched(
  model: Model,
  request: ModelRequest,
  { firstTokenMs, timer, signal }: ReplyOptions,
): AsyncGenerator<ModelEvent> {
  const given = new AbortController();
  const either = signal === undefined ? given.signal : AbortSignal.any([signal, given.signal]);
  const events = model.write(request, either)[Symbol.asyncIterator]();
  const stallMs = firstTokenMs === undefined ? undefined : STALL_MS;
  let budgetMs = firstTokenMs;
  let over = false;
  try {
    for (;;) {
      const next = await within(events.next(), budgetMs, timer, model.name);
      over = next.done === true;
      if (next.done === true) return;
      yield next.value;
      budgetMs = stallMs;
    }
  } finally {
    // Whoever stops listening, for whatever reason, stops the model: its tokens cost money.
    if (!over) {
      given.abort();
      events.return?.().catch(() => undefined);
    }
  }
}

async function within<T>(
  promise: Promise<T>,
  limitMs: number | undefined,
  timer: Timer,
  model: string,
): Promise<T> {
  if (limitMs === undefined) return promise;
  const late = Promise.withResolvers<never>();
  const callOff = timer.after(limitMs, () =>
    late.reject(new ModelFailed(model, 'timed-out', `nothing came for ${limitMs} ms`)),
  );
  try {
    return await Promise.race([promise, late.promise]);
  } finally {
    callOff();
  }
}
