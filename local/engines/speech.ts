import { recognisable } from '../../agent/playbook/phrases.ts';
import { loadVoiceActivity } from '../../media/ears/voice-activity.ts';
import type { CallLookup } from '../cloud/calls.ts';
import type { SpeechServices } from '../cloud/cloud-options.ts';
import type { LatencyProfile } from '../latency/latency-profile.ts';
import { pollyService } from '../services/polly.ts';
import { type Listening, transcribeService } from '../services/transcribe.ts';
import { startEspeak } from './espeak.ts';
import { type Recogniser, startRecogniser } from './recogniser.ts';

export interface SpeechOptions {
  /** Another recogniser in the place of soundswallower's, for load tests. */
  recogniser?: Recogniser;
}

/** Languages that the laptop's recogniser has an acoustic model and a grammar for. */
const LANGUAGES = ['en-US'] as const;

/** Starts the laptop's ears and voice: soundswallower behind Transcribe's wire, espeak behind Polly's. */
export async function startSpeech(
  calls: CallLookup,
  latency: LatencyProfile,
  options: SpeechOptions = {},
): Promise<SpeechServices> {
  const [recogniser, espeak, voiceActivity] = await Promise.all([
    options.recogniser ?? startRecogniser(),
    startEspeak(),
    loadVoiceActivity(),
  ]);
  return {
    polly: pollyService({ espeak, latency }),
    transcribe: transcribeService({
      recogniser,
      voiceActivity,
      latency,
      languages: LANGUAGES,
      listening: (sessionId, languageCode) => listeningFor(calls, sessionId, languageCode),
    }),
    close: async () => void (await Promise.all([recogniser.close(), espeak.close()])),
  };
}

/** What to listen for in a call: its playbook's phrases, and what its last answer asked for. */
async function listeningFor(
  calls: CallLookup,
  callId: string,
  languageCode: string,
): Promise<Listening | undefined> {
  const state = await calls.stateOf(callId);
  const playbook =
    calls.playbooks.find(
      ({ id, version }) => id === state?.playbook.id && version === state.playbook.version,
    ) ?? calls.playbooks.find(({ id }) => id === state?.playbook.id);
  if (state === undefined || playbook === undefined) return undefined;
  return {
    playbook: recognisable(playbook, languageCode),
    key: `${playbook.id}-${playbook.version}-${languageCode}`,
    expected: state.expect.kind,
  };
}
