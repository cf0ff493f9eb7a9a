import { setTimeout as delay } from 'node:timers/promises';
import type { FunctionPool } from '../lambda/function-pool.ts';
import type { Queue } from '../services/sqs.ts';

/** Lambda tries an asynchronous invocation three times in all (Lambda developer guide, "Asynchronous invocation"). */
const ATTEMPTS = 3;
/** Lambda waits one minute, then two; a laptop does not keep its user waiting for that. */
const RETRY_AFTER_MS = 1_000;

export interface LaterOptions {
  queueByArn(arn: string): Queue | undefined;
  /** Aborted when the cloud stops: an event that is still tried then is lost. */
  signal: AbortSignal;
  onProblem(message: string): void;
}

/** Runs an invocation whose answer nobody waits for; one that fails goes to the function's dead letters, if it has any. */
export async function invokeLater(
  pool: FunctionPool,
  payload: string,
  { queueByArn, signal, onProblem }: LaterOptions,
): Promise<void> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const outcome = await pool.invoke({ requestId: crypto.randomUUID(), payload }).catch(String);
    if (typeof outcome === 'object' && outcome.kind === 'answered') return;
    if (attempt < ATTEMPTS && !signal.aborted)
      await delay(RETRY_AFTER_MS * attempt, undefined, { ref: false, signal }).catch(() => {});
    if (signal.aborted) return;
  }
  const deadLetters = queueByArn(pool.spec.deadLetterArn ?? '');
  deadLetters?.send(payload);
  const fate = deadLetters === undefined ? 'it is lost' : `it is in ${deadLetters.name}`;
  onProblem(`${pool.spec.name} failed ${ATTEMPTS} times on an event that nobody waits for: ${fate}.`);
}
