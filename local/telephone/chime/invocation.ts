import type { Clock } from '../../../media/time/clock.ts';
import type { InvokeFunction, InvokeOutcome } from '../invoke.ts';

/** An answer that takes longer is asked for again (Chime SDK developer guide, "Timeouts and retries"). */
export const RETRY_AFTER_MS = 5_000;
/** Without any answer by then the call is hung up. */
export const GIVE_UP_AFTER_MS = 20_000;

/**
 * Sends an event to an application's function as Chime does: again every five seconds until it answers, and
 * once more when it failed. The first answer counts.
 */
export async function invokeWithRetries(
  clock: Clock,
  invoke: () => ReturnType<InvokeFunction>,
): Promise<InvokeOutcome> {
  let failures = 0;
  return new Promise((resolve) => {
    const cancels: (() => void)[] = [];
    const finish = (outcome: InvokeOutcome): void => {
      for (const cancel of cancels) cancel();
      resolve(outcome);
    };
    const attempt = (): void => {
      void invoke().then((outcome) => {
        if (outcome.ok) return finish(outcome);
        failures += 1;
        if (failures > 1) finish(outcome);
        else attempt();
      });
    };
    for (let at = RETRY_AFTER_MS; at < GIVE_UP_AFTER_MS; at += RETRY_AFTER_MS)
      cancels.push(clock.after(at, attempt));
    cancels.push(
      clock.after(GIVE_UP_AFTER_MS, () =>
        finish({ ok: false, error: `no answer within ${GIVE_UP_AFTER_MS / 1_000} s` }),
      ),
    );
    attempt();
  });
}
