import type { HeardWord } from '../../engines/recogniser.ts';
import type { LatencyProfile } from '../../latency/latency-profile.ts';
import type { Delivery } from './delivery.ts';
import { asResult, type SegmentName, type TranscriptResult } from './result.ts';
import { type HearingMoment, stabiliser } from './stabiliser.ts';

export interface ReporterOptions {
  latency: LatencyProfile;
  delivery: Delivery<TranscriptResult>;
}

/** When words were heard, and how long the voice has been silent by now. */
export interface ReportedMoment extends HearingMoment {
  silentForMs: number;
}

/** Makes results of what is heard of one segment, and sends each as late as the latency profile says. */
export function reporter(
  name: SegmentName,
  { latency, delivery }: ReporterOptions,
): (words: readonly HeardWord[], moment: ReportedMoment) => void {
  const stable = stabiliser();
  let before = '';
  return (words, moment) => {
    const marked = stable(words, moment);
    const now = JSON.stringify(marked);
    // Sound in which no word was found (a cough, a door) makes no result; nor does hearing the same once more.
    const isNews = marked.length > 0 && (moment.isFinal || now !== before);
    before = now;
    if (!isNews) return;
    const delayMs = moment.isFinal
      ? Math.max(0, latency.sample('transcribeFinal') - moment.silentForMs)
      : latency.sample('transcribePartial');
    delivery.send(asResult(name, marked, moment.isFinal), delayMs);
  };
}
