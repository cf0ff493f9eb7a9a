import { describe, expect, it } from 'vitest';
import type { TurnRecord } from '../../../agent/call/turn-record.ts';
import type { TransferProgress } from '../../../agent/turn/turn-request.ts';
import { reportCall } from '../../../local/report/call-report.ts';
import { printReport } from '../../../local/report/print-report.ts';
import { A_CALL, aTurnRecord } from '../../builders/turn-record.ts';

function aTransfer(progress: TransferProgress, waitedMs?: number): TurnRecord {
  return {
    ...aTurnRecord(),
    answer: [],
    request: {
      callId: A_CALL,
      turn: 1,
      line: 'connect',
      mode: 'commit',
      cause: 'transfer-progressed',
      progress,
      ...(waitedMs === undefined ? {} : { waitedMs }),
    },
  };
}

function printed(record: TurnRecord): string {
  const report = reportCall([record]);
  if (report === undefined) throw new Error('There is a turn.');
  return printReport(report);
}

describe('a printed call', () => {
  it.each([
    ['queued', 'the caller waits in the queue for a person'],
    ['agent-connected', 'a person has the call'],
    ['closed', 'nobody is there at this hour'],
    ['queue-full', 'the queue takes nobody more'],
    ['failed', 'nobody took the call'],
  ] as const)('says of a transfer that is %s what that means', (progress, words) => {
    expect(printed(aTransfer(progress))).toContain(`line:   ${words}\n`);
  });

  it('says how long the caller had waited', () => {
    expect(printed(aTransfer('agent-connected', 41_600))).toContain(
      'a person has the call, after 42 s in the queue',
    );
  });

  it('says nothing of a line that told nothing', () => {
    expect(printed(aTurnRecord())).not.toContain('line:');
  });

  it('gives the progress to programs too', () => {
    expect(reportCall([aTransfer('queued')])?.turns).toMatchObject([{ progress: 'queued' }]);
  });
});
