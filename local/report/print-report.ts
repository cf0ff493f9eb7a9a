import type { TransferProgress } from '../../agent/turn/turn-request.ts';
import type { CallReport, TurnReport } from './call-report.ts';

/** How a transfer goes, in words. */
const PROGRESS: Readonly<Record<TransferProgress, string>> = {
  queued: 'the caller waits in the queue for a person',
  'agent-connected': 'a person has the call',
  closed: 'nobody is there at this hour',
  'queue-full': 'the queue takes nobody more',
  failed: 'nobody took the call',
};

/** A call report as text for a terminal. */
export function printReport(report: CallReport): string {
  const head = `Call ${report.callId}  ${report.playbook.id}  ${report.line}  ${report.status}${report.endReason === undefined ? '' : ` (${report.endReason})`}`;
  const appointments = report.appointments.map(
    ({ slot, name, reason, phone }) => `  ${slot.start}  ${name}  ${reason}  ${phone}`,
  );
  return [
    head,
    '',
    ...report.turns.flatMap(printTurn),
    ...(appointments.length === 0 ? [] : ['Appointments', ...appointments]),
    `${report.events.length} events`,
    '',
  ].join('\n');
}

function printTurn(turn: TurnReport): string[] {
  const { said, answered, heard, interrupted, tools, latency } = turn;
  const firstAudio = latency.line?.firstAudioMs;
  const figures = [
    ...(firstAudio === undefined ? [] : [`first audio ${Math.round(firstAudio)} ms`]),
    `thinking ${Math.round(latency.brain.totalMs)} ms`,
    turn.model,
  ];
  return [
    `${String(turn.turn).padStart(3)}  ${turn.cause}  (${figures.join(', ')})`,
    ...(said === undefined ? [] : [`     caller: ${said}`]),
    ...printProgress(turn),
    ...tools.map(({ name, outcome, ms }) => `     tool:   ${name} ${outcome} (${Math.round(ms)} ms)`),
    ...(answered === '' ? [] : [`     agent:  ${answered}`]),
    ...(interrupted ? [`     heard:  ${heard === '' ? '(nothing)' : heard}`] : []),
  ];
}

function printProgress({ progress, waitedMs }: TurnReport): string[] {
  if (progress === undefined) return [];
  const waited = waitedMs === undefined ? '' : `, after ${Math.round(waitedMs / 1_000)} s in the queue`;
  return [`     line:   ${PROGRESS[progress]}${waited}`];
}
