import type { RawData, WebSocket } from 'ws';
import { NotAudio } from '../audio/wav.ts';
import type { CallerSide, CallPorts, CallStart } from '../call/ports.ts';
import type { CallSession } from '../call/session.ts';
import type { Log } from '../log.ts';
import type { Clock } from '../time/clock.ts';
import type { Ticker } from '../time/ticker.ts';
import { audioFileLine } from './audio-file.ts';
import { browserLine } from './browser.ts';
import { type CallerLine, LineFault } from './caller-line.ts';
import { type FromService, ToService } from './protocol.ts';

/** A socket that has not said hello by then is not a caller. */
const HELLO_TIMEOUT_MS = 10_000;
/** A caller who sends nothing at all for this long has vanished: a living line sends audio, marks or pongs. */
const LINE_SILENT_MS = 30_000;
/** How often a quiet line is asked whether it is still there. */
const PING_EVERY_MS = 10_000;
/** Bytes that may wait in the socket: over 30 s of audio means that the far end reads no more. */
const MAX_BUFFERED_BYTES = 512 * 1024;

/** What holding a connection needs, whatever is at its other end. */
export interface LinePorts {
  clock: Clock;
  log: Log;
  ticker: Ticker;
  newCallId(): string;
}

export interface ConnectionPorts extends CallPorts, LinePorts {}

/**
 * Begins what answers the caller: the speech loop, or a telephone network that plays a contact flow.
 *
 * @throws LineFault to refuse the call before it begins.
 */
export type BeginCall = (start: CallStart, caller: CallerSide) => CallSession;

type Hello = Extract<ToService, { type: 'hello' }>;

/** A connection that is held. */
export interface HeldConnection {
  /** Ends its call, with that in the record, because the service cannot hold it any longer. */
  letGo(): void;
}

/** Holds one call on one WebSocket, from its hello to its end. `onGone` is called once, when all of it is over. */
export function holdConnection(
  socket: WebSocket,
  ports: LinePorts,
  beginCall: BeginCall,
  onGone: () => void,
): HeldConnection {
  let call: { session: CallSession; line: CallerLine } | undefined;
  let stopTicking: (() => void) | undefined;
  let over = false;
  let faulty = false;
  let lastSignMs = ports.clock.now();
  let lastPingMs = lastSignMs;
  const cancelHello = ports.clock.after(HELLO_TIMEOUT_MS, () =>
    refuse('no-hello', `Nothing was said within ${HELLO_TIMEOUT_MS / 1_000} s. Begin with "hello".`),
  );

  const caller: CallerSide = {
    tell(message) {
      call?.line.told(message);
      send(message);
    },
    play(frame) {
      if (socket.readyState === socket.OPEN) socket.send(frame, { binary: true });
    },
    closed: close,
  };

  function send(message: FromService): void {
    if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(message));
  }

  function refuse(code: string, message: string): void {
    send({ type: 'refused', code, message });
    close();
  }

  function close(): void {
    if (over) return;
    over = true;
    cancelHello();
    stopTicking?.();
    if (socket.readyState === socket.OPEN) socket.close(1000);
    else socket.terminate();
    onGone();
  }

  function receive(data: RawData, isBinary: boolean): void {
    lastSignMs = ports.clock.now();
    if (isBinary) {
      if (call === undefined) throw new LineFault('no-hello', 'Audio came before "hello".');
      call.line.binary(asBytes(data));
      return;
    }
    const message = parse(data);
    if (message.type === 'hello') begin(message);
    else if (call === undefined) throw new LineFault('no-hello', `"${message.type}" came before "hello".`);
    else obey(call.session, call.line, message);
  }

  function begin(hello: Hello): void {
    if (call !== undefined) throw new LineFault('second-hello', 'A call begins with one "hello" only.');
    cancelHello();
    let session: CallSession | undefined;
    const line = lineFor(hello, ports, {
      hear: (samples) => session?.hear(samples),
      keyed: (keys) => session?.keyed(keys),
      hangUp: () => session?.end('caller-hung-up'),
    });
    session = beginCall(callStart(hello, ports.newCallId()), caller);
    call = { session, line };
    stopTicking = ports.ticker.add(beat);
  }

  function beat(nowMs: number): void {
    if (call === undefined) return;
    guarded(() => {
      call?.line.tick();
      call?.session.tick();
    });
    if (nowMs - lastPingMs >= PING_EVERY_MS) {
      lastPingMs = nowMs;
      if (socket.readyState === socket.OPEN) socket.ping();
    }
    if (nowMs - lastSignMs > LINE_SILENT_MS) call.session.end('line-lost', 'the line fell silent');
    else if (socket.bufferedAmount > MAX_BUFFERED_BYTES)
      call.session.end('line-lost', 'the line reads no more');
  }

  /** A line that breaks the rules loses its own call, and nothing else. */
  function guarded(work: () => void): void {
    try {
      work();
    } catch (cause) {
      fault(cause);
    }
  }

  function fault(cause: unknown): void {
    if (faulty) return; // its call is ending already
    faulty = true;
    const { code, message } = describeFault(cause);
    if (!(cause instanceof LineFault) && !(cause instanceof NotAudio))
      ports.log.error('line failed', { cause });
    if (call === undefined) refuse(code, message);
    else {
      send({ type: 'refused', code, message });
      call.session.end('line-error', code);
    }
  }

  socket.on('message', (data, isBinary) => guarded(() => receive(data, isBinary)));
  socket.on('pong', () => {
    lastSignMs = ports.clock.now();
  });
  // `ws` closes the socket itself after such an error: garbage frames, or one over the size limit.
  socket.on('error', (cause) => fault(new LineFault(socketErrorCode(cause), 'The WebSocket broke.')));
  socket.on('close', () => {
    if (over) return;
    if (call === undefined) close();
    else call.session.end('line-lost', 'the connection was lost');
  });
  return {
    letGo() {
      if (call === undefined) close();
      else call.session.end('line-lost', 'the service stops');
    },
  };
}

function lineFor(hello: Hello, ports: LinePorts, events: Parameters<typeof browserLine>[1]): CallerLine {
  if (hello.line === 'audio-file') return audioFileLine(ports.clock, events);
  return browserLine(hello.sampleRate, events);
}

function callStart(hello: Hello, callId: string): CallStart {
  return {
    callId,
    line: hello.line,
    playbook: hello.playbook,
    record: hello.record === true,
    ...(hello.line === 'browser' && hello.sampleRate === undefined ? { typing: true as const } : {}),
    ...(hello.locale === undefined ? {} : { locale: hello.locale }),
    ...(hello.from === undefined ? {} : { from: hello.from }),
    ...(hello.variables === undefined ? {} : { variables: hello.variables }),
  };
}

/** What every kind of line can send. */
function obey(session: CallSession, line: CallerLine, message: Exclude<ToService, { type: 'hello' }>): void {
  switch (message.type) {
    case 'typed':
      session.typed(message.text);
      break;
    case 'keyed':
      session.keyed(message.keys);
      break;
    case 'mark':
      session.marked(message.playedSamples);
      break;
    case 'hang-up':
      session.end('caller-hung-up');
      break;
    default:
      line.message(message);
  }
}

function parse(data: RawData): ToService {
  let json: unknown;
  try {
    json = JSON.parse(asBytes(data).toString('utf8'));
  } catch {
    throw new LineFault('not-json', 'A text frame was not JSON.');
  }
  const result = ToService.safeParse(json);
  if (result.success) return result.data;
  const problems = result.error.issues.map(
    (issue) => `${issue.path.join('.') || 'message'}: ${issue.message}`,
  );
  throw new LineFault('unknown-message', problems.join('; '));
}

function asBytes(data: RawData): Buffer {
  if (Array.isArray(data)) return Buffer.concat(data);
  return Buffer.isBuffer(data) ? data : Buffer.from(data);
}

function describeFault(cause: unknown): { code: string; message: string } {
  if (cause instanceof LineFault) return { code: cause.code, message: cause.message };
  if (cause instanceof NotAudio) return { code: 'not-audio', message: cause.message };
  return { code: 'internal-error', message: 'The service failed on this call.' };
}

/** Such as WS_ERR_UNSUPPORTED_MESSAGE_LENGTH for an oversized message. */
function socketErrorCode(cause: Error): string {
  const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : '';
  return code === 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH' ? 'message-too-large' : 'broken-frame';
}
