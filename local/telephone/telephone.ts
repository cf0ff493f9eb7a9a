import { randomUUID } from 'node:crypto';
import { PollyClient } from '@aws-sdk/client-polly';
import { S3Client } from '@aws-sdk/client-s3';
import { speakWith } from '../../adapters/polly/speech.ts';
import { recordingStore } from '../../adapters/s3/recording-store.ts';
import { transcribeClient, transcribeWith } from '../../adapters/transcribe/transcription.ts';
import { loadVoiceActivity } from '../../media/ears/voice-activity.ts';
import { createLog, type Log } from '../../media/log.ts';
import { createSpeechCache } from '../../media/mouth/speech-cache.ts';
import { realClock } from '../../media/time/clock.ts';
import { createTicker } from '../../media/time/ticker.ts';
import type { Template } from '../cloud/template.ts';
import { readArtefacts } from './artefacts.ts';
import { type AudioPorts, type PlayCall, startAudioCall } from './audio-handset.ts';
import { telephoneAws } from './aws.ts';
import { runSipCall } from './chime/sip-call.ts';
import { runContact } from './connect/contact-call.ts';
import type { QueuedTask } from './connect/task-contact.ts';
import type { Handset } from './handset.ts';
import { placeFrom, type TelephoneLine } from './place.ts';
import { requireNumber } from './require-number.ts';
import { serveCalls } from './serve-calls.ts';

/** What the telephone needs of the laptop's cloud. */
export interface TelephoneOptions {
  templates: readonly Template[];
  environment: Readonly<Record<string, string>>;
  outputs: Readonly<Record<string, string>>;
  /** Each line of its log. */
  onLog(line: string): void;
}

/** The telephone network of a laptop: calls to the stack's contact flow and to its SIP media application. */
export interface Telephone {
  /** Where a caller connects, such as ws://127.0.0.1:40123/call; `addressOf` makes a line's address of it. */
  readonly url: string;
  /** The lines that the stack has. */
  readonly lines: readonly TelephoneLine[];
  /** Tasks that wait in queues, the oldest first; a laptop forgets them when it stops. */
  tasks(): readonly QueuedTask[];
  close(): Promise<void>;
}

/** Starts it on a loopback port. @throws CloudProblem when the synthesized parts cannot be played. */
export async function startTelephone(options: TelephoneOptions): Promise<Telephone> {
  const artefacts = readArtefacts(options.templates);
  const { connect, chime } = artefacts;
  const aws = telephoneAws(options.environment);
  const log = createLog(options.onLog, () => new Date());
  const audio = await audioPorts(options, log);
  const ticker = createTicker(realClock, (cause) => log.error('tick failed', { cause }));
  const problem = (handset: Handset) => (message: string) =>
    log.warn('telephone', { callId: handset.callId, problem: message });
  const tasks: QueuedTask[] = [];
  const onTask = (task: QueuedTask): void => {
    tasks.push(task);
    log.info('task', { contactId: task.contactId, queue: task.queue });
  };
  const answerOf = (request: string): PlayCall | undefined => {
    const { line, queue } = placeFrom(request);
    const common = { invoke: aws.invoke, newId: randomUUID, nowMs: Date.now, queue };
    if (line === 'connect' && connect !== undefined)
      return (handset) =>
        runContact(handset, connect, {
          ...common,
          publish: aws.publish,
          onTask,
          onProblem: problem(handset),
        });
    if (line === 'chime-pstn' && chime !== undefined)
      return (handset) => runSipCall(handset, chime, { ...common, onProblem: problem(handset) });
    return undefined;
  };
  const server = await serveCalls({ clock: realClock, ticker, log, newCallId: randomUUID }, (request) => {
    const play = answerOf(request);
    if (play === undefined) return undefined;
    return (start, caller) => {
      requireNumber(artefacts, placeFrom(request).line, start.playbook);
      return startAudioCall(start, audio, caller, play);
    };
  });
  return {
    url: server.url,
    lines: [
      ...(connect === undefined ? [] : (['connect'] as const)),
      ...(chime === undefined ? [] : (['chime-pstn'] as const)),
    ],
    tasks: () => tasks,
    close: async () => {
      await server.close();
      aws.close();
    },
  };
}

/** Ears and voice are the laptop's Transcribe and Polly, or AWS's own where those are used. */
async function audioPorts({ environment, outputs }: TelephoneOptions, log: Log): Promise<AudioPorts> {
  const common = { region: environment.AWS_REGION ?? 'us-east-1' };
  const at = (endpoint: string | undefined) =>
    endpoint === undefined
      ? common
      : { ...common, endpoint, credentials: { accessKeyId: 'local', secretAccessKey: 'local' } };
  const s3 = new S3Client({ ...at(environment.AWS_ENDPOINT_URL_S3), forcePathStyle: true });
  return {
    clock: realClock,
    transcribe: transcribeWith(transcribeClient(at(environment.AWS_ENDPOINT_URL_TRANSCRIBE_STREAMING))),
    synthesize: speakWith(new PollyClient(at(environment.AWS_ENDPOINT_URL_POLLY))),
    speechCache: createSpeechCache(),
    voiceActivity: await loadVoiceActivity(),
    storeRecording: (callId, wav) => {
      const bucket = outputs.RecordingsOutput;
      if (bucket === undefined) throw new Error('The stack has no bucket for recordings.');
      return recordingStore(s3, bucket)(callId, wav);
    },
    log,
  };
}
