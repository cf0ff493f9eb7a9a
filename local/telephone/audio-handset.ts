import type { EndReason } from '../../agent/turn/turn-request.ts';
import type { SpokenVoice } from '../../agent/turn/voice.ts';
import type { CallerSide, CallPorts, CallStart } from '../../media/call/ports.ts';
import { createRecorder, type Recorder } from '../../media/call/recorder.ts';
import type { CallSession } from '../../media/call/session.ts';
import { createEars, type Ears } from '../../media/ears/ears.ts';
import type { FromService } from '../../media/lines/protocol.ts';
import { createMouth, type Mouth } from '../../media/mouth/mouth.ts';
import { type CallEnd, type Handset, type HandsetEvent, HungUp, type Playback } from './handset.ts';
import { piecesOf, toSsml, wordsOf } from './speech/markup.ts';
import type { Speech } from './speech/speech.ts';
import { synthesizeMarkup } from './speech/synthesize-markup.ts';

/** What a call in audio needs of the world: what the media service needs, without a brain. */
export type AudioPorts = Omit<CallPorts, 'turns'>;

/** Answers a call by playing it to its end, such as a contact flow. */
export type PlayCall = (handset: Handset) => Promise<CallEnd>;

/** Begins a call whose caller speaks and hears audio, as the media service does, and lets `play` answer it. */
export function startAudioCall(
  start: CallStart,
  ports: AudioPorts,
  caller: CallerSide,
  play: PlayCall,
): CallSession {
  return new AudioCall(start, ports, caller).answer(play);
}

type Finish = (how: 'played' | 'stopped' | 'failed') => void;

class AudioCall implements CallSession, Handset {
  readonly callId: string;
  readonly playbook: string;
  readonly from?: string;
  readonly typing?: true;
  readonly #start: CallStart;
  readonly #ports: AudioPorts;
  readonly #caller: CallerSide;
  readonly #startedMs: number;
  readonly #recorder: Recorder | undefined;
  readonly #ears: Ears;
  readonly #mouth: Mouth;
  readonly #listeners = new Set<(event: HandsetEvent) => void>();
  /** Sentences that are being said, and what to do when one is over. */
  readonly #saying = new Map<number, { text: string; turn: number; over: Finish }>();
  readonly #gone: Promise<never>;
  #hangUp: (end: HungUp) => void = () => {};
  #sentences = 0;
  /** A turn begins with the caller's words; the agent's first words are turn 1. */
  #turn = 1;
  #over = false;

  constructor(start: CallStart, ports: AudioPorts, caller: CallerSide) {
    this.callId = start.callId;
    this.playbook = start.playbook;
    if (start.from !== undefined) this.from = start.from;
    if (start.typing !== undefined) this.typing = start.typing;
    this.#start = start;
    this.#ports = ports;
    this.#caller = caller;
    this.#startedMs = ports.clock.now();
    this.#recorder = start.record ? createRecorder() : undefined;
    this.#gone = new Promise((_, reject) => {
      this.#hangUp = reject;
    });
    this.#gone.catch(() => {}); // whoever waits for something learns of it there
    this.#mouth = this.#createMouth();
    this.#ears = this.#createEars();
  }

  answer(play: PlayCall): CallSession {
    const locale = this.#start.locale ?? 'en-US';
    this.show({ type: 'started', callId: this.callId, playbook: this.#start.playbook, locale });
    play(this)
      .catch((cause: unknown): CallEnd => {
        this.#ports.log.error('call failed', { callId: this.callId, cause });
        return { reason: 'line-error', detail: 'internal-error' };
      })
      .then((end) => this.#finish(end));
    return this;
  }

  get clock() {
    return this.#ports.clock;
  }

  callMs(): number {
    return this.#ports.clock.now() - this.#startedMs;
  }

  speak(speeches: readonly Speech[], voice: SpokenVoice, locale: string): Playback {
    const spoken = speeches.filter((speech) => piecesOf(speech).length > 0);
    const ids: number[] = [];
    const finished = Promise.all(
      spoken.map(
        (speech) =>
          new Promise<Parameters<Finish>[0]>((over) => ids.push(this.#say(speech, voice, locale, over))),
      ),
    );
    return {
      finished: finished.then((hows) => hows.find((how) => how !== 'played') ?? 'played'),
      stop: () => {
        if (ids.some((id) => this.#saying.has(id))) this.#fallSilent();
      },
    };
  }

  on(listener: (event: HandsetEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  listenIn(locale: string): void {
    this.#ears.listenIn(locale);
  }

  showHeard(text: string, final: boolean): void {
    this.show({ type: 'hearing', turn: this.#turn + 1, text, final });
    if (final) this.#turn += 1;
    this.show({ type: 'floor', state: final ? 'thinking' : 'hearing' });
  }

  showWaiting(): void {
    this.show({ type: 'floor', state: 'listening' });
    this.show({ type: 'waiting', expect: { kind: 'open' } });
  }

  show(message: FromService): void {
    if (!this.#over) this.#caller.tell(message);
  }

  whileConnected<T>(promise: Promise<T>): Promise<T> {
    return Promise.race([promise, this.#gone]);
  }

  hear(samples: Int16Array): void {
    this.#ears.hear(samples);
  }

  typed(text: string): void {
    this.#emit({ type: 'typed', text });
  }

  keyed(keys: string): void {
    this.#emit({ type: 'keyed', keys });
  }

  marked(playedSamples: number): void {
    this.#mouth.marked(playedSamples);
  }

  end(reason: EndReason, detail?: string): void {
    this.#hangUp(new HungUp({ reason, ...(detail === undefined ? {} : { detail }) }));
  }

  tick(): void {
    if (this.#over) return;
    this.#ears.tick(this.callMs());
    this.#mouth.tick(this.#ports.clock.now());
  }

  #emit(event: HandsetEvent): void {
    for (const listener of [...this.#listeners]) listener(event);
  }

  #say(speech: Speech, voice: SpokenVoice, locale: string, over: Finish): number {
    this.#sentences += 1;
    const id = this.#sentences;
    const text = wordsOf(speech);
    this.#saying.set(id, { text, turn: this.#turn, over });
    const event = { type: 'say', text, locale, voice, opener: false } as const;
    if (text !== '') this.show({ type: 'answer', turn: this.#turn, event });
    this.#mouth.speak({ id, turn: this.#turn, text: toSsml(piecesOf(speech)), locale, voice });
    return id;
  }

  #fallSilent(): void {
    this.#mouth.stop();
    const unsaid = [...this.#saying.values()];
    this.#saying.clear();
    for (const { over } of unsaid) over('stopped');
  }

  #sentenceOver(id: number, how: Parameters<Finish>[0]): void {
    const sentence = this.#saying.get(id);
    this.#saying.delete(id);
    sentence?.over(how);
  }

  #createMouth(): Mouth {
    const { clock, log, speechCache } = this.#ports;
    return createMouth({
      synthesize: synthesizeMarkup(this.#ports.synthesize),
      cache: speechCache,
      clock,
      sendFrame: (frame, playsAtMs) => {
        this.#caller.play(frame);
        this.#recorder?.agent(frame, playsAtMs - this.#startedMs);
      },
      clearLine: () => {
        this.show({ type: 'clear' });
        this.#recorder?.cutAgent(this.callMs());
      },
      onReady: () => {},
      onStarted: (id) => {
        const sentence = this.#saying.get(id);
        if (sentence === undefined) return;
        this.show({ type: 'floor', state: 'speaking' });
        this.show({ type: 'speaking', turn: sentence.turn, text: sentence.text });
      },
      onPlayed: (id) => this.#sentenceOver(id, 'played'),
      onFailed: (id, cause) => {
        log.warn('sentence not spoken', { callId: this.callId, cause });
        this.#sentenceOver(id, 'failed');
      },
    });
  }

  #createEars(): Ears {
    const { clock, log, transcribe, voiceActivity } = this.#ports;
    return createEars({
      transcribe,
      voice: voiceActivity(),
      clock,
      callId: this.callId,
      onVoice: (event) => this.#emit(event),
      onTranscript: (transcript) => this.#emit({ type: 'words', transcript }),
      onBroken: (cause, final) => log.warn('transcription broke', { callId: this.callId, final, cause }),
      onFrame: (frame) => this.#recorder?.caller(frame),
    });
  }

  async #finish({ reason, detail }: CallEnd): Promise<void> {
    this.#mouth.stop();
    this.#ears.close();
    const recording = await this.#storeRecording();
    this.show({
      type: 'ended',
      reason,
      ...(detail === undefined ? {} : { detail }),
      ...(recording === undefined ? {} : { recording }),
    });
    this.#over = true;
    this.#caller.closed();
  }

  /** A recording that cannot be stored is lost, and the call ends all the same. */
  async #storeRecording(): Promise<string | undefined> {
    if (this.#recorder === undefined) return undefined;
    try {
      return await this.#ports.storeRecording(this.callId, this.#recorder.finish());
    } catch (cause) {
      this.#ports.log.error('recording not stored', { callId: this.callId, cause });
      return undefined;
    }
  }
}
