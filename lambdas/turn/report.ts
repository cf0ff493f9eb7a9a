import type { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import * as z from 'zod';
import { type LoggedError, loggedError } from '../../adapters/logged-error.ts';
import type { AnswerEvent } from '../../agent/turn/answer.ts';

const NAMESPACE = 'Parley';

/** What of a request may be logged: nothing that the caller said or is. Unreadable requests have none of it. */
const Loggable = z.object({
  callId: z.uuid().optional().catch(undefined),
  turn: z.number().optional().catch(undefined),
  cause: z.string().max(20).optional().catch(undefined),
  mode: z.enum(['commit', 'speculate']).optional().catch(undefined),
});

/** Ids of a turn's request, for log lines. */
export type TurnIds = z.output<typeof Loggable> & { requestId: string };

export function turnIds(request: unknown, requestId: string): TurnIds {
  const ids = Loggable.safeParse(request);
  return { ...(ids.success ? ids.data : {}), requestId };
}

export interface TurnReport {
  taken(ids: TurnIds, last: AnswerEvent | undefined): void;
  failed(ids: TurnIds, cause: unknown): void;
}

/** Tells what became of each turn: one log line, and metrics of a turn that was answered. */
export function turnReport(logger: Logger, serviceName: string): TurnReport {
  // Made with the first turn, not with the start, which every greeting waits for.
  let metrics: Metrics | undefined;
  return {
    taken(ids, last) {
      if (last?.type === 'refused') logger.warn('Turn refused', { ...ids, code: last.code });
      if (last?.type !== 'done') return;
      const { latency, model, fellBack, replayed, tokens } = last;
      logger.info('Turn taken', { ...ids, ms: latency.totalMs, latency, model, fellBack, replayed, tokens });
      // A turn that was thought ahead is counted once, when it is committed.
      if (replayed || ids.mode === 'speculate') return;
      metrics ??= new Metrics({ namespace: NAMESPACE, serviceName });
      publishMetrics(metrics, last);
    },
    failed(ids, cause) {
      const error: LoggedError = loggedError(cause);
      logger.error('Turn failed', { ...ids, error });
    },
  };
}

/** Latency by stage, and how often something had to stand in, as CloudWatch metrics in the log (EMF). */
function publishMetrics(metrics: Metrics, done: Extract<AnswerEvent, { type: 'done' }>): void {
  const { latency } = done;
  const stages = {
    LoadTime: latency.loadMs,
    FirstTokenTime: latency.firstTokenMs,
    FirstSentenceTime: latency.firstSentenceMs,
    ToolsTime: latency.toolsMs,
    CommitTime: latency.commitMs,
    TurnTime: latency.totalMs,
  };
  for (const [name, ms] of Object.entries(stages)) {
    if (ms !== undefined) metrics.addMetric(name, MetricUnit.Milliseconds, ms);
  }
  metrics.addMetric('Fallbacks', MetricUnit.Count, done.fellBack.length);
  metrics.publishStoredMetrics();
}
