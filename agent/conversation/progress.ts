import * as z from 'zod';
import { ToolRecord } from '../call/turn-record.ts';
import { StepTaken } from '../flow/mark.ts';
import { ToolResult } from '../tools/tool.ts';
import { AnswerEvent, Tokens } from '../turn/answer.ts';
import { Expect } from '../turn/expect.ts';

const Round = z.strictObject({
  text: z.string(),
  uses: z.array(z.strictObject({ id: z.string(), name: z.string(), input: z.unknown() })),
  results: z.array(ToolResult),
});

/**
 * How far the writing of an answer has come: the only thing that changes while a turn is thought through.
 * It is plain data, so that a turn that was thought ahead can be finished later and elsewhere.
 */
export const Progress = z.strictObject({
  /** What has been streamed to the line. */
  answer: z.array(AnswerEvent),
  /** Replies whose tools have all run. */
  rounds: z.array(Round),
  /** The last reply, while tools of it have still to run. */
  open: Round.nullable(),
  /** What the last complete reply said that it waits for. */
  expect: Expect.nullable(),
  /** What models said before they failed; it has been spoken and must not be said again. */
  abandoned: z.string(),
  tools: z.array(ToolRecord),
  /** Steps of the goal that were taken; absent when none. */
  steps: z.array(StepTaken).optional(),
  /** What steps said, before a writer was asked; it must not be said again. */
  stepsSaid: z.string().optional(),
  /** Index of the model that writes now. */
  writer: z.int().nonnegative(),
  /** Who wrote last: a model's name, or `none`. */
  model: z.string(),
  fellBack: z.array(z.string()),
  tokens: Tokens,
  firstTokenMs: z.number().nonnegative().optional(),
  firstSentenceMs: z.number().nonnegative().optional(),
  toolsMs: z.number().nonnegative(),
  /** True once the answer is complete, its `do` and `expect` included. */
  complete: z.boolean(),
});
export type Progress = z.infer<typeof Progress>;

export const NO_TOKENS: Tokens = { input: 0, output: 0, cacheRead: 0, cacheWrite: 0 };

/** The progress of a turn of which nothing has been written yet. */
export function nothingYet(): Progress {
  return {
    answer: [],
    rounds: [],
    open: null,
    expect: null,
    abandoned: '',
    tools: [],
    writer: 0,
    model: 'none',
    fellBack: [],
    tokens: NO_TOKENS,
    toolsMs: 0,
    complete: false,
  };
}

/** All that has been said in the turn, as one text. */
export function spokenText(answer: readonly AnswerEvent[]): string {
  return answer.flatMap((event) => (event.type === 'say' ? [event.text] : [])).join(' ');
}

/** The sum of the tokens of two replies. */
export function addTokens(one: Tokens, other: Tokens): Tokens {
  return {
    input: one.input + other.input,
    output: one.output + other.output,
    cacheRead: one.cacheRead + other.cacheRead,
    cacheWrite: one.cacheWrite + other.cacheWrite,
  };
}
