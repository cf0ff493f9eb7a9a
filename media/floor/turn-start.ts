import type { Expect } from '../../agent/turn/expect.ts';
import { isBackChannel } from './back-channel.ts';
import { judgeEcho } from './echo.ts';

/** `not-yet`: it may still become speech, wait for more words or for the end of the sound. */
export type StartVerdict = 'speech' | 'not-yet' | 'back-channel' | 'echo';

export interface StartEvidence {
  text: string;
  locale: string | undefined;
  /** What the agent has asked for, or is asking for. */
  expect: Expect;
  /** The agent has the floor: it speaks, or is about to. */
  agentHasFloor: boolean;
  /** The words that the agent is saying aloud now. */
  agentIsSaying: string;
  voiceActive: boolean;
}

/** Whether the caller's words take the floor. To an agent that is silent, every word does. */
export function judgeStart(evidence: StartEvidence): StartVerdict {
  if (evidence.text === '') return 'not-yet';
  if (!evidence.agentHasFloor) return 'speech';
  const echo = judgeEcho(evidence.text, evidence.agentIsSaying);
  if (echo === 'echo') return 'echo';
  if (echo === 'maybe' && evidence.voiceActive) return 'not-yet';
  if (!isBackChannel(evidence.text, evidence.locale, evidence.expect)) return 'speech';
  // "Yeah" may be the beginning of "yeah, but not on Friday".
  return evidence.voiceActive ? 'not-yet' : 'back-channel';
}
