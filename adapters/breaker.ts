import { ConsecutiveBreaker, circuitBreaker, handleWhen, isBrokenCircuitError } from 'cockatiel';

/** Failures in a row after which a dependency is left alone. One may be chance, three are an outage. */
const FAILURES_TO_OPEN = 3;
/** How long it is left alone before one request tries it again: about the length of a caller's turn. */
const LEFT_ALONE_MS = 10_000;

/** The dependency was not asked: it failed too often just now. */
export class BreakerOpen extends Error {
  override readonly name = 'BreakerOpen';
  constructor(dependency: string) {
    super(
      `${dependency} failed ${FAILURES_TO_OPEN} times in a row and is left alone for ${LEFT_ALONE_MS} ms.`,
    );
  }
}

/** Keeps a dependency that is down from costing every caller its timeout. */
export interface Breaker {
  /** Runs the work, or throws `BreakerOpen` at once. What the work throws is thrown on. */
  run<T>(work: () => Promise<T>): Promise<T>;
}

export interface BreakerOptions {
  /** What stands behind it, for the error's message. */
  dependency: string;
  /** Whether an error says that the dependency is unwell, not that the request was wrong or given up. */
  counts: (error: Error) => boolean;
}

/** A breaker that lives in this process alone: each execution environment finds out for itself. */
export function inProcessBreaker(options: BreakerOptions): Breaker {
  const policy = circuitBreaker(handleWhen(options.counts), {
    halfOpenAfter: LEFT_ALONE_MS,
    breaker: new ConsecutiveBreaker(FAILURES_TO_OPEN),
  });
  return {
    async run(work) {
      try {
        return await policy.execute(work);
      } catch (cause) {
        if (isBrokenCircuitError(cause)) throw new BreakerOpen(options.dependency);
        throw cause;
      }
    },
  };
}
