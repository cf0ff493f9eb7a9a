import type { LineLatency } from '../../agent/turn/turn-request.ts';
import type { Moments } from './state.ts';

/** The latency of one answer from its moments. What did not happen is absent. */
export function latencyOf(moments: Moments): LineLatency {
  const { speechEndMs, wordsMs, decidedMs, firstSayMs, firstSpeechMs, firstAudioMs } = moments;
  // A sentence that was thought ahead is wanted only when the turn is decided; audio that is ready by then cost nothing.
  const wantedMs = firstSayMs === undefined ? undefined : Math.max(firstSayMs, decidedMs);
  return {
    ...since('endpointingMs', speechEndMs, decidedMs),
    ...since('transcriptMs', speechEndMs, wordsMs),
    ...(firstSayMs === undefined ? {} : { firstSentenceMs: rounded(firstSayMs - decidedMs) }),
    ...since('speechFirstByteMs', wantedMs, firstSpeechMs),
    ...since('firstAudioMs', speechEndMs, firstAudioMs),
  };
}

type Stage = keyof LineLatency;

function since<S extends Stage>(stage: S, from: number | undefined, to: number | undefined): LineLatency {
  return from === undefined || to === undefined ? {} : { [stage]: rounded(Math.max(0, to - from)) };
}

/** To a tenth of a millisecond: finer is noise. */
function rounded(ms: number): number {
  return Math.round(ms * 10) / 10;
}
