import { FromService, type ToService } from '../../../media/lines/protocol.ts';
import type { CallLine, People } from '../api.ts';
import { type Microphone, openMicrophone } from '../audio/microphone.ts';
import { openSpeaker, type Speaker } from '../audio/speaker.ts';

/** Whom a telephone line sees calling: a number that is reserved for fiction (NANPA 555-01XX). */
const CALLER_NUMBER = '+12065550123';

export interface CallOptions {
  playbook: string;
  line: CallLine;
  people: People;
  locale?: string;
  /** False: the caller types and only listens. */
  microphone: boolean;
  onMessage(message: FromService): void;
  onLevel(level: number): void;
  onClosed(): void;
}

export interface OngoingCall {
  type(text: string): void;
  key(keys: string): void;
  hangUp(): void;
}

/** Places a call to the agent through the page's own server. Rejects when the microphone is refused. */
export async function placeCall(options: CallOptions): Promise<OngoingCall> {
  const microphone = options.microphone ? await openMicrophone() : undefined;
  const speaker = await openSpeaker();
  const socket = new WebSocket(
    `${location.origin.replace(/^http/, 'ws')}/call?line=${options.line}&agent=${options.people}`,
  );
  socket.binaryType = 'arraybuffer';
  const send = (message: ToService): void => {
    if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
  };

  socket.onopen = () => {
    send(hello(options, microphone));
    microphone?.onSamples((samples) => {
      if (socket.readyState === WebSocket.OPEN) socket.send(samples);
    });
  };
  socket.onmessage = ({ data }: MessageEvent<string | ArrayBuffer>) => receive(data, speaker, options);
  socket.onclose = () => {
    microphone?.close();
    speaker.close();
    options.onClosed();
  };
  speaker.onPlayed((playedSamples) => send({ type: 'mark', playedSamples }));
  microphone?.onLevel(options.onLevel);
  return {
    type: (text) => send({ type: 'typed', text }),
    key: (keys) => send({ type: 'keyed', keys }),
    hangUp: () => {
      // A connection that is not there yet cannot be told anything; it is given up.
      if (socket.readyState === WebSocket.CONNECTING) socket.close();
      else send({ type: 'hang-up' });
    },
  };
}

function hello(options: CallOptions, microphone: Microphone | undefined): ToService {
  return {
    type: 'hello',
    line: 'browser',
    playbook: options.playbook,
    record: true,
    ...(options.line === 'media' ? {} : { from: CALLER_NUMBER }),
    ...(options.locale === undefined ? {} : { locale: options.locale }),
    ...(microphone === undefined ? {} : { sampleRate: microphone.sampleRate }),
  };
}

function receive(data: string | ArrayBuffer, speaker: Speaker, options: CallOptions): void {
  if (typeof data !== 'string') {
    speaker.play(new Int16Array(data));
    return;
  }
  const message = FromService.parse(JSON.parse(data));
  if (message.type === 'clear') speaker.clear();
  options.onMessage(message);
}
