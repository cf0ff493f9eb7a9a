import { randomUUID } from 'node:crypto';
import { PollyClient } from '@aws-sdk/client-polly';
import { S3Client } from '@aws-sdk/client-s3';
import { MediaEnvironment, readEnvironment } from '../adapters/environment.ts';
import { lambdaClient, turnClient } from '../adapters/lambda/turn-client.ts';
import { speakWith } from '../adapters/polly/speech.ts';
import { recordingStore } from '../adapters/s3/recording-store.ts';
import { transcribeClient, transcribeWith } from '../adapters/transcribe/transcription.ts';
import { loadVoiceActivity } from './ears/voice-activity.ts';
import { createLog } from './log.ts';
import { createSpeechCache } from './mouth/speech-cache.ts';
import { startMediaService } from './service.ts';
import { realClock } from './time/clock.ts';
import { createTicker } from './time/ticker.ts';

/** How often a draining process says what it is waiting for. */
const DRAIN_REPORT_MS = 60_000;
/** Calls that go on so long after SIGTERM are ended, while there is time to write it down: ECS kills after 120 s. */
const DRAIN_LIMIT_MS = 110_000;

const environment = readEnvironment(MediaEnvironment, process.env);
const log = createLog(
  (line) => process.stdout.write(`${line}\n`),
  () => new Date(),
);

const service = await startMediaService(
  {
    port: environment.PORT,
    ...(environment.HOST === undefined ? {} : { host: environment.HOST }),
    allowedOrigins: environment.ALLOWED_ORIGINS?.split(' ').filter((origin) => origin !== '') ?? [],
  },
  {
    clock: realClock,
    ticker: createTicker(realClock, (cause) => log.error('tick failed', { cause })),
    newCallId: randomUUID,
    turns: turnClient(lambdaClient(), environment.TURN_FUNCTION),
    transcribe: transcribeWith(transcribeClient({})),
    synthesize: speakWith(new PollyClient({})),
    speechCache: createSpeechCache(),
    voiceActivity: await loadVoiceActivity(),
    storeRecording: recordingStore(new S3Client({}), environment.RECORDINGS_BUCKET),
    log,
  },
);
log.info('listening', { port: service.port });

process.once('SIGTERM', () => {
  // Whoever asks twice does not wait for calls to end.
  process.once('SIGTERM', () => service.endCalls());
  setTimeout(() => service.endCalls(), DRAIN_LIMIT_MS).unref();
  log.info('draining', { calls: service.calls });
  const report = setInterval(() => log.info('draining', { calls: service.calls }), DRAIN_REPORT_MS);
  service.drain().then(() => {
    clearInterval(report);
    log.info('drained', {});
    // Idle connections to AWS would keep the process alive.
    process.exit(0);
  });
});

// A defect outside every call. The others go on; the container's health check judges the rest.
process.on('unhandledRejection', (cause) => log.error('unhandled rejection', { cause }));
