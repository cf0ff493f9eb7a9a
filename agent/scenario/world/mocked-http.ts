import type { Http, HttpOutcome } from '../../tools/connector/http.ts';
import type { MockAnswer, ToolMock } from '../schema/world.ts';

/** What a proxy in front of a service that is down is apt to answer. */
const NO_JSON = '<html><body>Bad gateway</body></html>';

export interface MockedHttpOptions {
  /** The mock that answers the next request; undefined when there is none. */
  next(): ToolMock | undefined;
  /** Lets time pass, in milliseconds. */
  pass(ms: number): void | Promise<void>;
}

/** The service behind a connector as a scenario has it. A request that nothing answers finds nobody there. */
export function mockedHttp({ next, pass }: MockedHttpOptions): Http {
  return {
    async send({ timeoutMs }) {
      const mock = next();
      if (mock === undefined) return { outcome: 'unreachable', code: 'no mock matches' };
      const late = (mock.latencyMs ?? 0) > timeoutMs || isLost(mock.answer);
      await pass(late ? timeoutMs : (mock.latencyMs ?? 0));
      return late ? { outcome: 'timed-out' } : answerOf(mock.answer);
    },
  };
}

function isLost({ kind }: MockAnswer): boolean {
  return kind === 'times-out' || kind === 'answer-lost';
}

/** What stands on the wire for a mock of a connector. */
export function answerOf(mock: MockAnswer): HttpOutcome {
  switch (mock.kind) {
    case 'answers':
    case 'duplicate':
      return { outcome: 'answered', status: 200, body: JSON.stringify(mock.content ?? {}) };
    case 'http-error':
      return { outcome: 'answered', status: mock.status, body: '' };
    case 'malformed':
      return { outcome: 'answered', status: 200, body: NO_JSON };
    case 'times-out':
    case 'answer-lost':
      return { outcome: 'timed-out' };
    case 'fails':
      return { outcome: 'unreachable', code: mock.failure };
    case 'world':
      return { outcome: 'unreachable', code: 'the world of a scenario has no services; mock an answer' };
  }
}
