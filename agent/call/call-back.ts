import { PhoneNumber, type TransferProgress, type TurnRequest } from '../turn/turn-request.ts';
import type { CallState } from './call-state.ts';

/** Digits that a caller can write down and say again. */
const TICKET_DIGITS = 6;

/** Whether a transfer has come to where nobody will answer, so that the caller has to be called back. */
export function nobodyComes(progress: TransferProgress): boolean {
  return progress === 'closed' || progress === 'queue-full' || progress === 'failed';
}

/** Whether the turn tells that a person has taken the call over. */
export function reachedPerson(request: TurnRequest): boolean {
  return request.cause === 'transfer-progressed' && request.progress === 'agent-connected';
}

/**
 * The number on which the caller can be called back, in E.164: one that they gave, else the one they called
 * from. Undefined when it was withheld and none was given.
 */
export function callBackNumber({ fields, from }: Pick<CallState, 'fields' | 'from'>): string | undefined {
  return Object.values(fields).find(({ value }) => PhoneNumber.safeParse(value).success)?.value ?? from;
}

/**
 * The number under which a caller is promised to be called back: six digits made of the call's id, so that
 * the same promise has the same number however often it is made.
 */
export function callBackTicket(callId: string): string {
  const last = Number.parseInt(callId.replaceAll('-', '').slice(-TICKET_DIGITS * 2), 16);
  return String(last % 10 ** TICKET_DIGITS).padStart(TICKET_DIGITS, '0');
}
