import { WebSocket } from 'ws';
import type { RefusalCode } from '../../agent/turn/answer.ts';
import { FromService, MAX_MESSAGE_BYTES, type ToService } from '../../media/lines/protocol.ts';
import { CommandFailed } from '../command-failed.ts';
import type { Utterance } from './utterance.ts';

export interface FileCallOptions {
  /** WebSocket address of the media service, such as ws://127.0.0.1:8080/call. */
  mediaUrl: string;
  playbook: string;
  from?: string;
  variables?: Record<string, string>;
  utterances: readonly Utterance[];
  record: boolean;
  onMessage?(message: FromService): void;
}

export interface FileCallResult {
  callId: string;
  endReason: string;
  detail?: string;
  /** Key of the stored recording, where one was asked for. */
  recording?: string;
}

/** A WAV is sent in parts of this size, well below the largest message the service reads. */
const PART_BYTES = MAX_MESSAGE_BYTES / 4;

/**
 * Places one call whose caller speaks from audio files, and waits for its end.
 *
 * @throws CommandFailed when the service refuses the call or the connection is lost.
 */
export function placeFileCall(options: FileCallOptions): Promise<FileCallResult> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(options.mediaUrl);
    let callId: string | undefined;
    socket.on('open', () => {
      for (const message of script(options)) socket.send(message);
    });
    socket.on('message', (data, isBinary) => {
      if (isBinary) return;
      const message = FromService.parse(JSON.parse(data.toString()));
      options.onMessage?.(message);
      if (message.type === 'started') callId = message.callId;
      if (message.type === 'refused') reject(new CommandFailed(refusal(options.playbook, message)));
      if (message.type === 'ended' && callId !== undefined) {
        const { reason: endReason, detail, recording } = message;
        resolve({ callId, endReason, ...(detail && { detail }), ...(recording && { recording }) });
        socket.close();
      }
    });
    socket.on('error', (cause) =>
      reject(
        new CommandFailed(`The media service cannot be reached at ${options.mediaUrl}: ${cause.message}`),
      ),
    );
    socket.on('close', () =>
      reject(new CommandFailed('The media service closed the connection before the call had ended.')),
    );
  });
}

function refusal(playbook: string, { code, message }: Extract<FromService, { type: 'refused' }>): string {
  if (code === ('unknown-playbook' satisfies RefusalCode))
    return `The stack has no playbook "${playbook}". It has those that were in playbooks/ when it was started.`;
  return `The call was refused: ${message}`;
}

/** Everything the caller will say, sent at once: the line plays it in when it is the caller's turn. */
function* script(options: FileCallOptions): Generator<string | Buffer> {
  yield encode({
    type: 'hello',
    line: 'audio-file',
    playbook: options.playbook,
    record: options.record,
    ...(options.from === undefined ? {} : { from: options.from }),
    ...(options.variables === undefined ? {} : { variables: options.variables }),
  });
  for (const utterance of options.utterances) {
    const { interruptAfterMs } = utterance;
    const when = interruptAfterMs === undefined ? {} : { interruptAfterMs };
    if ('keys' in utterance) {
      yield encode({ type: 'keys', keys: utterance.keys, ...when });
      continue;
    }
    const { name, wav } = utterance;
    yield encode({ type: 'utterance', name, bytes: wav.length, ...when });
    for (let at = 0; at < wav.length; at += PART_BYTES) yield wav.subarray(at, at + PART_BYTES);
  }
  yield encode({ type: 'no-more' });
}

function encode(message: ToService): string {
  return JSON.stringify(message);
}
