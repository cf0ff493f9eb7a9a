import type { EndReason } from '../../agent/turn/turn-request.ts';
import { createEars, type Ears } from '../ears/ears.ts';
import type { Effect, EffectOf } from '../floor/effect.ts';
import { floor } from '../floor/floor.ts';
import type { Input, TimerId } from '../floor/input.ts';
import { initialFloor } from '../floor/state.ts';
import type { FromService } from '../lines/protocol.ts';
import { createMouth, type Mouth } from '../mouth/mouth.ts';
import { createTimers } from '../time/timers.ts';
import { createAsks } from './asks.ts';
import type { CallerSide, CallPorts, CallStart } from './ports.ts';
import { createRecorder, type Recorder } from './recorder.ts';

type InputNow = Input extends infer I ? (I extends Input ? Omit<I, 'atMs'> : never) : never;

/** One call: carries the floor's effects to ears, mouth and brain, and what happens there back to the floor. */
export interface CallSession {
  readonly callId: string;
  hear(samples: Int16Array): void;
  typed(text: string): void;
  keyed(keys: string): void;
  marked(playedSamples: number): void;
  /** The line's side of the call is over: the caller hung up, vanished, or broke the rules. */
  end(reason: EndReason, detail?: string): void;
  /** To be called every 20 ms. */
  tick(): void;
}

/** Begins a call. Nothing that goes wrong in it is thrown: the call ends with its reason instead. */
export function startCall(start: CallStart, ports: CallPorts, caller: CallerSide): CallSession {
  const { clock, log } = ports;
  const startedMs = clock.now();
  const recorder: Recorder | undefined = start.record ? createRecorder() : undefined;
  const timers = createTimers<TimerId>(clock);
  const asks = createAsks(ports.turns, {
    onEvent: (request, event) => put({ type: 'brain', request, event }),
    onFailed(request, { turn, mode }, cause) {
      log.warn('turn failed', { callId: start.callId, turn, mode, cause });
      put({ type: 'brain-failed', request, message: 'the turn function failed' });
    },
  });
  const inputs: Input[] = [];
  let state = initialFloor({ callId: start.callId, line: start.line });
  let running = false;
  let started = false;
  let closed = false;
  let failed = false;

  function callMs(): number {
    return clock.now() - startedMs;
  }

  function put(input: InputNow, atMs: number = callMs()): void {
    if (closed) return;
    inputs.push({ ...input, atMs });
    if (running) return;
    running = true;
    try {
      for (let next = inputs.shift(); next !== undefined; next = inputs.shift()) step(next);
    } catch (cause) {
      fail(cause);
    } finally {
      running = false;
    }
  }

  function step(input: Input): void {
    const result = floor(state, input);
    state = result.state;
    for (const effect of result.effects) carryOut(effect);
  }

  /** A defect in this call: it ends here, with its reason in the record, and the others never notice. */
  function fail(cause: unknown): void {
    log.error('call failed', { callId: start.callId, cause });
    inputs.length = 0;
    if (failed) {
      finishNow('line-error', 'internal-error');
      return;
    }
    failed = true;
    // Put after this run has been left, so that it is taken like any other input.
    queueMicrotask(() => put({ type: 'line-over', reason: 'line-error', detail: 'internal-error' }));
  }

  function carryOut(effect: Effect): void {
    switch (effect.type) {
      case 'ask':
        asks.ask(effect.id, effect.request);
        break;
      case 'cancel':
        asks.cancel(effect.id);
        break;
      case 'prepare':
        mouth.prepare(effect.text, effect.voice);
        break;
      case 'speak':
        mouth.speak(effect.sentence);
        break;
      case 'unspeak':
        mouth.unspeak(effect.sentences);
        break;
      case 'stop':
        put({ type: 'stopped', marks: mouth.stop() });
        break;
      case 'duck':
      case 'unduck':
      case 'pause':
      case 'resume':
        mouth[effect.type]();
        break;
      case 'set-timer':
        setTimer(effect);
        break;
      case 'cancel-timer':
        timers.cancel(effect.id);
        break;
      case 'listen-in':
        ears.listenIn(effect.locale);
        break;
      case 'show':
        tell(effect.message);
        break;
      case 'close':
        finishNow(effect.reason, effect.detail);
        break;
    }
  }

  function setTimer({ id, atMs }: EffectOf<'set-timer'>): void {
    // A timer may fire a fraction early; for the floor it is due.
    timers.set(id, atMs - callMs(), () => put({ type: 'timer', id }, Math.max(callMs(), atMs)));
  }

  /** A call counts as started once the brain has begun to answer it. */
  function tell(message: FromService): void {
    if (!started && message.type === 'answer' && message.event.type === 'say') {
      started = true;
      const { locale } = message.event;
      caller.tell({ type: 'started', callId: start.callId, playbook: start.playbook, locale });
    }
    caller.tell(message);
  }

  function finishNow(reason: EndReason, detail?: string): void {
    finish(reason, detail).catch((cause: unknown) => {
      log.error('call did not close cleanly', { callId: start.callId, cause });
      caller.closed();
    });
  }

  async function finish(reason: EndReason, detail?: string): Promise<void> {
    if (closed) return;
    closed = true;
    timers.cancelAll();
    asks.cancelAll();
    mouth.stop();
    ears.close();
    const recording = await storeRecording();
    log.info('call ended', {
      callId: start.callId,
      reason,
      turns: state.turn,
      durationMs: Math.round(callMs()),
    });
    caller.tell(started ? ended(reason, detail, recording) : refused(reason, detail));
    caller.closed();
  }

  /** A recording that cannot be stored is lost, and the call ends all the same. */
  async function storeRecording(): Promise<string | undefined> {
    if (recorder === undefined) return undefined;
    try {
      return await ports.storeRecording(start.callId, recorder.finish());
    } catch (cause) {
      log.error('recording not stored', { callId: start.callId, cause });
      return undefined;
    }
  }

  const mouth: Mouth = createMouth({
    synthesize: ports.synthesize,
    cache: ports.speechCache,
    clock,
    sendFrame(frame, playsAtMs) {
      caller.play(frame);
      recorder?.agent(frame, playsAtMs - startedMs);
    },
    clearLine() {
      caller.tell({ type: 'clear' });
      recorder?.cutAgent(callMs());
    },
    onReady: (sentence) => put({ type: 'speech-ready', sentence }),
    onStarted: (sentence) => put({ type: 'sentence-started', sentence }),
    onPlayed: (sentence) => put({ type: 'sentence-played', sentence }),
    onFailed(sentence, cause) {
      log.warn('sentence not spoken', { callId: start.callId, cause });
      put({ type: 'sentence-failed', sentence });
    },
  });

  const ears: Ears = createEars({
    transcribe: ports.transcribe,
    voice: ports.voiceActivity(),
    clock,
    callId: start.callId,
    onVoice: (event) => put(event),
    onTranscript: (transcript) => put({ type: 'words', transcript }),
    onBroken: (cause, final) => log.warn('transcription broke', { callId: start.callId, final, cause }),
    onFrame: (frame) => recorder?.caller(frame),
  });

  put({
    type: 'call-started',
    playbook: start.playbook,
    ...(start.locale === undefined ? {} : { locale: start.locale }),
    ...(start.from === undefined ? {} : { from: start.from }),
    ...(start.variables === undefined ? {} : { variables: start.variables }),
    ...(start.record ? { recorded: true } : {}),
  });

  return {
    callId: start.callId,
    hear: (samples) => ears.hear(samples),
    typed: (text) => put({ type: 'typed', text }),
    keyed: (keys) => put({ type: 'keyed', keys }),
    marked: (playedSamples) => mouth.marked(playedSamples),
    end: (reason, detail) => put({ type: 'line-over', reason, ...(detail === undefined ? {} : { detail }) }),
    tick() {
      if (closed) return;
      ears.tick(callMs());
      mouth.tick(clock.now());
    },
  };
}

function ended(reason: EndReason, detail: string | undefined, recording: string | undefined): FromService {
  return {
    type: 'ended',
    reason,
    ...(detail === undefined ? {} : { detail }),
    ...(recording === undefined ? {} : { recording }),
  };
}

/** A call that never got its first answer. */
function refused(reason: EndReason, detail: string | undefined): FromService {
  return {
    type: 'refused',
    code: detail ?? reason,
    message: `The call could not be started (${detail ?? reason}).`,
  };
}
