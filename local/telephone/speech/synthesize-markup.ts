import type { Synthesize } from '../../../adapters/polly/speech.ts';
import { SAMPLE_RATE } from '../../../media/audio/frame.ts';
import { piecesOf, rateOf } from './markup.ts';

const BYTES_PER_MS = (SAMPLE_RATE * 2) / 1_000;

/** A voice that takes SSML: each piece is spoken as plain text, pauses are silence between them. */
export function synthesizeMarkup(synthesize: Synthesize): Synthesize {
  return async function* (text, voice, signal) {
    const rate = rateOf(text) ?? voice.rate;
    const spoken = { ...voice, ...(rate === undefined ? {} : { rate }) };
    for (const piece of piecesOf({ text, markup: 'ssml' })) {
      if ('pauseMs' in piece) yield Buffer.alloc(Math.round(piece.pauseMs) * BYTES_PER_MS);
      else yield* synthesize(piece.say, spoken, signal);
    }
  };
}
