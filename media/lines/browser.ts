import { pcmToSamples, toFloat, toInt16 } from '../audio/pcm.ts';
import { createResampler } from '../audio/resampler.ts';
import { type CallerLine, type LineEvents, LineFault } from './caller-line.ts';

/**
 * A microphone in a browser: PCM at the page's own rate, played as it comes. Without a rate the caller has no
 * microphone and types.
 */
export function browserLine(sampleRate: number | undefined, events: LineEvents): CallerLine {
  const resampler = sampleRate === undefined ? undefined : createResampler(sampleRate);
  return {
    binary(bytes) {
      if (resampler === undefined)
        throw new LineFault(
          'unexpected-audio',
          'Audio came on a line without a rate: add "sampleRate" to "hello".',
        );
      events.hear(toInt16(resampler.push(toFloat(pcmToSamples(bytes)))));
    },
    message(message) {
      throw new LineFault('unexpected-message', `A browser line does not send "${message.type}".`);
    },
    told: () => {},
    tick: () => {},
  };
}
