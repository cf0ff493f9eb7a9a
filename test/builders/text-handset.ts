import type { SpokenVoice } from '../../agent/turn/voice.ts';
import {
  type CallEnd,
  type Handset,
  type HandsetEvent,
  HungUp,
  type Playback,
} from '../../local/telephone/handset.ts';
import { wordsOf } from '../../local/telephone/speech/markup.ts';
import type { Speech } from '../../local/telephone/speech/speech.ts';
import type { FromService } from '../../media/lines/protocol.ts';
import { settlePromises, type VirtualClock, virtualClock } from './virtual-clock.ts';

export const CALL_ID = '5f0e6c1a-93c4-4c0e-9b4e-0b7f6d1c2a3e';

/** About the pace of a voice. */
const MS_PER_CHARACTER = 60;
/** Time passes in steps of this, so that whatever begins real work is noticed soon. */
const STEP_MS = 20;
/** How long a caller thinks unless they think longer. */
const THINKS_MS = 300;

/** What the caller does in their turn: says words, presses keys, or waits. */
export type CallerMove = string | { keys: string } | { silent: true } | { hangsUp: true };

export interface TextHandset extends Handset {
  readonly clock: VirtualClock;
  /** Everything that was said, from both sides. */
  readonly talk: string[];
  /** Everything that the caller's screen was shown. */
  readonly shown: FromService[];
  /** Names of the flow's actions, in the order in which the call came to them. */
  blocks(): string[];
  /** Voices that spoke, in order, without repetition. */
  readonly voices: SpokenVoice[];
  /** Languages that were listened in, in order, without repetition. */
  readonly locales: string[];
  emit(event: HandsetEvent): void;
  hangUp(end?: CallEnd): void;
  /** Lets time pass until the promise is settled, or gives up after so much of the call. */
  until<T>(promise: Promise<T>, patience?: { atMostMs?: number; isBusy?: () => boolean }): Promise<T>;
}

export interface TextHandsetOptions {
  playbook?: string;
  from?: string | undefined;
  /** What the caller does, one move for each time it is their turn; then they hang up. */
  moves?: readonly CallerMove[];
  /** A move by itself, for calls that are too long to be written down. */
  nextMove?: () => CallerMove | undefined;
  /** How long the caller thinks before a move, in milliseconds. */
  thinksMs?: number;
  /** Hangs up at this moment of the call, whatever is going on. */
  leavesAtMs?: number;
}

/** A caller in words, on a clock that jumps: speech lasts as long as it would, and nobody waits for it. */
export function textHandset(options: TextHandsetOptions = {}): TextHandset {
  const clock = virtualClock();
  const moves = [...(options.moves ?? [])];
  const nextMove = options.nextMove ?? (() => moves.shift());
  const listeners = new Set<(event: HandsetEvent) => void>();
  const talk: string[] = [];
  const shown: FromService[] = [];
  const voices: SpokenVoice[] = [];
  const locales: string[] = [];
  let segment = 0;
  let leave: (cause: HungUp) => void = () => {};
  const gone = new Promise<never>((_, reject) => {
    leave = reject;
  });
  gone.catch(() => {});

  const emit = (event: HandsetEvent): void => {
    for (const listener of [...listeners]) listener(event);
  };
  const hangUp = (end: CallEnd = { reason: 'caller-hung-up' }): void => leave(new HungUp(end));

  if (options.leavesAtMs !== undefined) clock.after(options.leavesAtMs, () => hangUp());

  function say(text: string): void {
    const sinceMs = clock.now();
    const lastMs = sinceMs + text.length * MS_PER_CHARACTER;
    talk.push(`caller: ${text}`);
    segment += 1;
    const name = `segment-${segment}`;
    emit({ type: 'voice-started', sinceMs });
    clock.after(lastMs - sinceMs, () => {
      const words = text
        .split(' ')
        .map((word) => ({ text: word, startMs: sinceMs, endMs: lastMs, stable: true, confidence: 0.9 }));
      emit({ type: 'words', transcript: { segment: name, words, isFinal: false } });
    });
    clock.after(lastMs - sinceMs + 120, () => emit({ type: 'voice-stopped', endMs: lastMs }));
  }

  function move(): void {
    const next = nextMove();
    if (next === undefined || (typeof next === 'object' && 'hangsUp' in next)) hangUp();
    else if (typeof next === 'string') say(next);
    else if ('keys' in next) {
      talk.push(`caller: [${next.keys}]`);
      emit({ type: 'keyed', keys: next.keys });
    }
  }

  function speak(speeches: readonly Speech[], voice: SpokenVoice): Playback {
    const text = speeches.map(wordsOf).join(' ');
    talk.push(`agent: ${text}`);
    if (voices.at(-1)?.id !== voice.id) voices.push(voice);
    let stop: () => void = () => {};
    const finished = new Promise<'played' | 'stopped'>((resolve) => {
      const cancel = clock.after(text.length * MS_PER_CHARACTER, () => resolve('played'));
      stop = () => {
        cancel();
        resolve('stopped');
      };
    });
    return { finished, stop: () => stop() };
  }

  return {
    callId: CALL_ID,
    playbook: options.playbook ?? 'dental-appointments',
    ...(options.from === undefined ? {} : { from: options.from }),
    clock,
    talk,
    shown,
    voices,
    locales,
    emit,
    hangUp,
    callMs: () => clock.now(),
    speak,
    on(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    listenIn(locale) {
      if (locales.at(-1) !== locale) locales.push(locale);
    },
    showHeard: () => {},
    showWaiting: () => {
      clock.after(options.thinksMs ?? THINKS_MS, move);
    },
    show: (message) => shown.push(message),
    blocks: () => shown.flatMap((message) => (message.type === 'flow' ? [message.block] : [])),
    whileConnected: (promise) => Promise.race([promise, gone]),
    async until(promise, { atMostMs = 3_600_000, isBusy = () => false } = {}) {
      let settled = false;
      promise
        .finally(() => {
          settled = true;
        })
        .catch(() => {});
      while (!settled && clock.now() < atMostMs) {
        // Work that takes real time, a database for instance, takes none of the call's.
        if (isBusy()) await settlePromises();
        else await clock.advance(STEP_MS);
      }
      if (!settled) throw new Error(`After ${atMostMs} ms of call this was said:\n${talk.join('\n')}`);
      return promise;
    },
  };
}
