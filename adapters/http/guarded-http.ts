import type { Http, HttpOutcome } from '../../agent/tools/connector/http.ts';
import { isWorthRepeating } from '../../agent/tools/connector/read-answer.ts';
import { type Breaker, BreakerOpen, inProcessBreaker } from '../breaker.ts';

/** Carries an answer that says that the service is unwell through the breaker, which counts errors. */
class Unwell extends Error {
  override readonly name = 'Unwell';
  readonly answer: HttpOutcome;
  constructor(answer: HttpOutcome) {
    super('The service is unwell.');
    this.answer = answer;
  }
}

/** Leaves a host alone that failed several times in a row, so that it does not cost every caller its timeout. */
export function guardedHttp(http: Http): Http {
  const breakers = new Map<string, Breaker>();
  const breakerOf = (host: string): Breaker => {
    const known = breakers.get(host);
    if (known !== undefined) return known;
    const made = inProcessBreaker({ dependency: host, counts: (error) => error instanceof Unwell });
    breakers.set(host, made);
    return made;
  };
  return {
    async send(request) {
      try {
        return await breakerOf(new URL(request.url).host).run(async () => {
          const answer = await http.send(request);
          if (isWorthRepeating(answer)) throw new Unwell(answer);
          return answer;
        });
      } catch (cause) {
        if (cause instanceof Unwell) return cause.answer;
        if (cause instanceof BreakerOpen) return { outcome: 'unreachable', code: cause.name };
        throw cause;
      }
    },
  };
}
