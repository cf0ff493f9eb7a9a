import { ModelFailed, type ModelFailureReason } from '../../agent/conversation/model-failed.ts';
import type { Model, ModelEvent, ModelRequest, StopReason } from '../../agent/conversation/ports.ts';

/** One step of a reply: an event, a failure, or a silence that only an abort ends. */
export type Step = ModelEvent | { type: 'fail'; reason: ModelFailureReason } | { type: 'hang' };

export interface ScriptedModel extends Model {
  /** What it was asked, in order. */
  readonly requests: ModelRequest[];
  /** How many of its replies were aborted before they ended. */
  aborted(): number;
}

const TOKENS = { input: 100, output: 10, cacheRead: 0, cacheWrite: 0 };

/** Words that the model writes, in one token. */
export const text = (words: string): Step => ({ type: 'text', text: words });
/** A tool that the model asks for. */
export const use = (name: string, input: unknown = {}, id = `use-${name}`): Step => ({
  type: 'tool-use',
  id,
  name,
  input,
});
/** The regular end of a reply. */
export const end = (reason: StopReason = 'end'): Step => ({ type: 'end', reason, tokens: TOKENS });
export const fail = (reason: ModelFailureReason): Step => ({ type: 'fail', reason });
export const hang: Step = { type: 'hang' };

/** A model that plays the given replies, one per request. */
export function scriptedModel(name: string, ...replies: Step[][]): ScriptedModel {
  const requests: ModelRequest[] = [];
  let aborts = 0;
  return {
    name,
    requests,
    aborted: () => aborts,
    async *write(request, signal) {
      const steps = replies[requests.length];
      requests.push(structuredClone(request));
      if (steps === undefined) throw new Error(`${name} was asked once more than it has replies.`);
      for (const step of steps) {
        if (step.type === 'fail') throw new ModelFailed(name, step.reason, 'as the test has it');
        if (step.type !== 'hang') yield step;
        else {
          await new Promise((_, reject) => {
            signal.addEventListener('abort', () => reject(new Error('aborted')), { once: true });
          }).finally(() => {
            aborts += 1;
          });
        }
      }
    },
  };
}
