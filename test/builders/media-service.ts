import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { WebSocket } from 'ws';
import type { TurnClient } from '../../media/call/ports.ts';
import { loadVoiceActivity } from '../../media/ears/voice-activity.ts';
import type { ConnectionPorts } from '../../media/lines/connection.ts';
import { FromService, type ToService } from '../../media/lines/protocol.ts';
import { createLog } from '../../media/log.ts';
import { createSpeechCache } from '../../media/mouth/speech-cache.ts';
import { type MediaService, startMediaService } from '../../media/service.ts';
import { realClock } from '../../media/time/clock.ts';
import { createTicker } from '../../media/time/ticker.ts';
import { toneSpeech } from './fake-services.ts';

export interface TestService {
  service: MediaService;
  log: string[];
  recordings: Map<string, Buffer>;
  url: string;
}

/** A media service on a loopback port, with a brain and ears of the test's. */
export async function mediaService(
  turns: TurnClient,
  over: Partial<ConnectionPorts> & { allowedOrigins?: string[] } = {},
): Promise<TestService> {
  const { allowedOrigins = [], ...ports } = over;
  const lines: string[] = [];
  const recordings = new Map<string, Buffer>();
  const log = createLog(
    (line) => lines.push(line),
    () => new Date(0),
  );
  const service = await startMediaService(
    { port: 0, host: '127.0.0.1', allowedOrigins },
    {
      clock: realClock,
      ticker: createTicker(realClock, (cause) => log.error('tick failed', { cause })),
      newCallId: randomUUID,
      turns,
      async *transcribe(audio) {
        for await (const _chunk of audio) yield* [];
      },
      synthesize: toneSpeech,
      speechCache: createSpeechCache(),
      voiceActivity: await loadVoiceActivity(),
      storeRecording: async (callId, wav) => {
        recordings.set(callId, wav);
        return `recordings/${callId}.wav`;
      },
      log,
      ...ports,
    },
  );
  return { service, log: lines, recordings, url: `ws://127.0.0.1:${service.port}/call` };
}

/** A caller's end of the WebSocket. */
export interface TestCaller {
  socket: WebSocket;
  messages: FromService[];
  audioBytes(): number;
  send(message: ToService): void;
  /** The first message, past or to come, of that type (and that passes `which`). */
  next<T extends FromService['type']>(
    type: T,
    which?: (message: Extract<FromService, { type: T }>) => boolean,
  ): Promise<Extract<FromService, { type: T }>>;
  closed: Promise<unknown>;
}

export async function callerAt(url: string, headers: Record<string, string> = {}): Promise<TestCaller> {
  const socket = new WebSocket(url, { headers });
  const messages: FromService[] = [];
  const waiting = new Set<() => void>();
  let bytes = 0;
  const closed = new Promise((resolve) => socket.once('close', resolve));
  socket.on('message', (data: Buffer, isBinary) => {
    if (isBinary) bytes += data.length;
    else messages.push(FromService.parse(JSON.parse(data.toString())));
    for (const look of waiting) look();
  });
  await once(socket, 'open');
  return {
    socket,
    messages,
    closed,
    audioBytes: () => bytes,
    send: (message) => socket.send(JSON.stringify(message)),
    next(type, which = () => true) {
      return new Promise((resolve) => {
        const look = (): void => {
          for (const message of messages) {
            if (!isOfType(message, type) || !which(message)) continue;
            waiting.delete(look);
            resolve(message);
            return;
          }
        };
        waiting.add(look);
        look();
      });
    },
  };
}

function isOfType<T extends FromService['type']>(
  message: FromService,
  type: T,
): message is Extract<FromService, { type: T }> {
  return message.type === type;
}

export const HELLO: ToService = { type: 'hello', line: 'browser', playbook: 'dental', sampleRate: 16_000 };
