import type { TurnPorts } from '../conversation/ports.ts';
import type { TurnRequest } from '../turn/turn-request.ts';

/** What the hook needs from outside beside what a turn needs. */
export interface HookPorts extends TurnPorts {
  /** Has a turn taken elsewhere, without waiting for it. It is then found in the record. */
  thinkOn(request: TurnRequest): Promise<void>;
  /** Tells of what went wrong and was answered for; ids and codes only. */
  report(trouble: HookTrouble): void;
}

export interface HookTrouble {
  callId: string;
  turn: number | undefined;
  what: 'turn-failed' | 'turn-slow' | 'turn-refused' | 'unreadable-event' | 'think-on-failed';
  /** Why, where there is an error. */
  cause?: unknown;
  code?: string;
}
