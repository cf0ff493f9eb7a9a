/**
 * The moments at which a real service would make a caller wait.
 *
 * - `transcribePartial`: a word's sound → the partial result that holds it
 * - `transcribeFinal`: the end of the speech → the final result
 * - `bedrockFirstToken`: the request → the first token
 * - `bedrockToken`: one token → the next
 * - `pollyFirstByte`: the request → the first byte of audio
 * - `lambdaInvoke`: what an invocation costs beside the function's own running time
 * - `dynamodb`: one request to a table
 */
export type LatencyStage =
  | 'transcribePartial'
  | 'transcribeFinal'
  | 'bedrockFirstToken'
  | 'bedrockToken'
  | 'pollyFirstByte'
  | 'lambdaInvoke'
  | 'dynamodb';

/** How slow the laptop's services pretend to be. */
export interface LatencyProfile {
  readonly name: 'zero' | 'published';
  /** The next wait at a stage, in milliseconds, never negative. Every call draws anew. */
  sample(stage: LatencyStage): number;
}
