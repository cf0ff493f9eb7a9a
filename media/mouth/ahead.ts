import type { SpokenVoice } from '../../agent/turn/voice.ts';
import {
  makeSentenceAudio,
  type OnAudioProgress,
  type SentenceAudio,
  type SentenceAudioPorts,
} from './sentence-audio.ts';
import { speechKey } from './speech-cache.ts';

/** Audio of a sentence that will probably be said. One is held at a time: the newest. */
export interface SpeechAhead {
  prepare(text: string, voice: SpokenVoice): void;
  /** Hands over the audio if it is of these words and did not fail; `onProgress` hears of what is still to come. */
  take(text: string, voice: SpokenVoice, onProgress: OnAudioProgress): SentenceAudio | undefined;
  drop(): void;
}

export function createSpeechAhead(ports: SentenceAudioPorts): SpeechAhead {
  let held: { key: string; audio: SentenceAudio; follow(listener: OnAudioProgress): void } | undefined;

  function drop(): void {
    held?.audio.cancel();
    held = undefined;
  }

  return {
    prepare(text, voice) {
      drop();
      let listener: OnAudioProgress | undefined;
      const audio = makeSentenceAudio(text, voice, ports, (progress, failure) =>
        listener?.(progress, failure),
      );
      held = {
        key: speechKey(text, voice),
        audio,
        follow: (given) => {
          listener = given;
        },
      };
    },
    take(text, voice, onProgress) {
      if (held?.key !== speechKey(text, voice) || held.audio.state === 'failed') return undefined;
      const { audio, follow } = held;
      held = undefined;
      follow(onProgress);
      return audio;
    },
    drop,
  };
}
