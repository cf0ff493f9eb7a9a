import { setTimeout as delay } from 'node:timers/promises';
import type { FunctionPool } from './lambda/function-pool.ts';

/** Lambda tries an asynchronous invocation three times in all (Lambda developer guide, "Asynchronous invocation"). */
const ATTEMPTS = 3;
/** Lambda waits one minute, then two; a laptop does not keep its user waiting for that. */
const RETRY_AFTER_MS = 1_000;

/** Runs an invocation whose answer nobody waits for. */
export async function invokeLater(
  pool: FunctionPool,
  payload: string,
  onProblem: (message: string) => void,
): Promise<void> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const outcome = await pool.invoke({ requestId: crypto.randomUUID(), payload }).catch(String);
    if (typeof outcome === 'object' && outcome.kind === 'answered') return;
    if (attempt < ATTEMPTS) await delay(RETRY_AFTER_MS * attempt, undefined, { ref: false });
  }
  onProblem(`${pool.spec.name} failed ${ATTEMPTS} times on an event that nobody waits for: it is lost.`);
}
