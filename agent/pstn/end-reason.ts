import type { TurnRecord } from '../call/turn-record.ts';
import type { EndReason } from '../turn/turn-request.ts';

/** SIP: temporarily unavailable; Chime hangs up with it when the function fails (PSTN audio, "Hangup"). */
const UNAVAILABLE = 480;

/** Why the caller's leg is down, from what the record says happened last and Chime's SIP code. */
export function hangUpReason({ request, answer, state }: TurnRecord, sipCode: number | undefined): EndReason {
  if (request.cause === 'transfer-progressed' && request.progress === 'agent-connected') return 'transferred';
  const farewell = answer.findLast((event) => event.type === 'do');
  if (state.status === 'wrapping-up' && farewell?.type === 'do' && farewell.do.action === 'hang-up')
    return farewell.do.reason;
  return sipCode === UNAVAILABLE ? 'line-error' : 'caller-hung-up';
}
