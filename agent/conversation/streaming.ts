import type { CallState } from '../call/call-state.ts';
import type { CompiledPlaybook } from '../playbook/compiled-playbook.ts';
import type { AnswerEvent } from '../turn/answer.ts';
import type { Expect } from '../turn/expect.ts';
import type { Clock } from './ports.ts';
import type { Progress } from './progress.ts';

/** What has to be known of a turn to speak in it. */
export interface SpeakingTurn {
  playbook: CompiledPlaybook;
  state: CallState;
  ports: { clock: Clock };
  /** When the request was read, in milliseconds since the epoch. */
  startedMs: number;
}

/** Notes an event as streamed and gives it back to be yielded. */
export function streamed(progress: Progress, event: AnswerEvent): AnswerEvent {
  progress.answer.push(event);
  return event;
}

/** Streams what the line is to wait for, and for how long. */
export function expectation(
  turn: Pick<SpeakingTurn, 'playbook'>,
  progress: Progress,
  expect: Expect,
): AnswerEvent {
  const patienceMs = turn.playbook.source.limits.silenceSeconds * 1_000;
  return streamed(progress, { type: 'expect', expect, patienceMs });
}

/** Streams a sentence. */
export function say(turn: SpeakingTurn, progress: Progress, text: string, opener: boolean): AnswerEvent {
  const { locale } = turn.state;
  const voice = turn.playbook.source.languages[locale];
  if (voice === undefined) {
    throw new Error(`Playbook "${turn.playbook.id}" has no voice for ${locale}; add it to its languages.`);
  }
  progress.firstSentenceMs ??= turn.ports.clock.now() - turn.startedMs;
  return streamed(progress, {
    type: 'say',
    text,
    locale,
    voice: {
      id: voice.voice,
      engine: voice.engine,
      ...(voice.rate === undefined ? {} : { rate: voice.rate }),
    },
    opener,
  });
}
