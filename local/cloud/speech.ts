import os from 'node:os';
import type { CompiledPlaybook } from '../../agent/playbook/compiled-playbook.ts';
import { recognisable } from '../../agent/playbook/phrases.ts';
import { loadVoiceActivity } from '../../media/ears/voice-activity.ts';
import { realClock } from '../../media/time/clock.ts';
import { startEspeak } from '../engines/espeak.ts';
import { EMPHASES, type Emphasis, emphasisOf } from '../engines/grammar.ts';
import { type GrammarRequest, type Recogniser, startRecogniser } from '../engines/recogniser.ts';
import type { LatencyProfile } from '../latency/latency-profile.ts';
import { pollyService } from '../services/polly.ts';
import { transcribeService } from '../services/transcribe.ts';
import type { CallLookup } from './calls.ts';
import type { SpeechServices } from './cloud-options.ts';

export interface SpeechOptions {
  /** Another recogniser in the place of soundswallower's, for load tests. */
  recogniser?: Recogniser;
  /** Samples of the agent's speech that are kept for texts that come again; 0 makes every text anew. */
  cachedSamples?: number;
  onWarning?(message: string): void;
}

/** Languages that the laptop's recogniser has an acoustic model and a grammar for. */
const LANGUAGES = ['en-US'] as const;
/** Grammars are made ready at the start for so many playbooks; those of further ones when they are first called. */
const PREPARED_PLAYBOOKS = 2;

/** Starts the laptop's ears and voice: soundswallower behind Transcribe's wire, espeak behind Polly's. */
export async function startSpeech(
  calls: CallLookup,
  latency: LatencyProfile,
  options: SpeechOptions = {},
): Promise<SpeechServices> {
  const [recogniser, espeak, voiceActivity] = await Promise.all([
    options.recogniser ?? startRecogniser(os.availableParallelism(), warnOnce(options)),
    startEspeak(options),
    loadVoiceActivity(),
  ]);
  for (const playbook of calls.playbooks.slice(0, PREPARED_PLAYBOOKS))
    for (const language of LANGUAGES.filter((language) => playbook.locales.includes(language)))
      for (const emphasis of EMPHASES) recogniser.prepare(grammarFor(playbook, language, emphasis));
  return {
    polly: pollyService({ espeak, latency }),
    transcribe: transcribeService({
      recogniser,
      voiceActivity,
      latency,
      clock: realClock,
      languages: LANGUAGES,
      listening: (sessionId, languageCode) => listeningFor(calls, sessionId, languageCode),
    }),
    close: async () => void (await Promise.all([recogniser.close(), espeak.close()])),
  };
}

/** Each thread makes each grammar: a word is told of once, and those of one grammar in one line. */
function warnOnce({ onWarning }: SpeechOptions): (words: string[]) => void {
  const told = new Set<string>();
  return (words) => {
    const fresh = words.filter((word) => !told.has(word));
    if (fresh.length === 0) return;
    for (const word of fresh) told.add(word);
    const quoted = fresh.map((word) => `"${word}"`).join(', ');
    onWarning?.(`The laptop's Transcribe cannot hear phrases with ${quoted}: its dictionary lacks the word.`);
  };
}

/** What to listen for in a call: its playbook's phrases, and above all what its last answer asked for. */
async function listeningFor(
  calls: CallLookup,
  callId: string,
  languageCode: string,
): Promise<GrammarRequest | undefined> {
  const state = await calls.stateOf(callId);
  if (state === undefined) return undefined;
  const { id, version } = state.playbook;
  const playbook = (await calls.playbook(id, version)) ?? calls.playbooks.find((one) => one.id === id);
  if (playbook === undefined) return undefined;
  return grammarFor(playbook, languageCode, emphasisOf(state.expect.kind));
}

function grammarFor(playbook: CompiledPlaybook, languageCode: string, emphasis: Emphasis): GrammarRequest {
  return {
    key: [playbook.id, playbook.version, languageCode, emphasis].join(' '),
    playbook: recognisable(playbook, languageCode),
    emphasis,
  };
}
