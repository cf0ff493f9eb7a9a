import { pcmToSamples, toFloat, toInt16 } from '../ears/pcm.ts';
import { createResampler } from '../ears/resampler.ts';
import { type CallerLine, type LineEvents, LineFault } from './caller-line.ts';

/** A microphone in a browser: PCM at the page's own rate, played as it comes. */
export function browserLine(sampleRate: number, events: LineEvents): CallerLine {
  const resampler = createResampler(sampleRate);
  return {
    binary: (bytes) => events.hear(toInt16(resampler.push(toFloat(pcmToSamples(bytes))))),
    message(message) {
      throw new LineFault('unexpected-message', `A browser line does not send "${message.type}".`);
    },
    told: () => {},
    tick: () => {},
  };
}
