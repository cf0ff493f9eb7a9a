import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { REPOSITORY_ROOT } from '../lib/repository.ts';
import { type Cloud, startCloud } from './cloud/cloud.ts';
import type { RealService } from './cloud/environment.ts';
import { type SpeechOptions, startSpeech } from './cloud/speech.ts';
import { CommandFailed } from './command-failed.ts';
import { logFiles } from './disk/log-files.ts';
import type { LatencyProfile } from './latency/latency-profile.ts';
import { publishedLatency } from './latency/published.ts';
import { zeroLatency } from './latency/zero.ts';
import { type RecordReader, recordReader } from './record/record-reader.ts';
import { synthesize } from './synthesize.ts';
import { startTelephone, type Telephone } from './telephone/telephone.ts';

export interface LaptopOptions {
  /** Where data persists; `memory` throws everything away at the end. */
  dataDirectory: string | 'memory';
  latency: LatencyProfile['name'];
  /** Of pretended latencies and faults: the same seed gives the same run. */
  seed: number;
  realServices: ReadonlySet<RealService>;
  speech?: SpeechOptions;
  /** An assembly that was synthesized before; made anew when absent. */
  assemblyDirectory?: string;
  /** Aborted when the laptop is no longer wanted while it starts: what has been brought up is taken down again. */
  signal?: AbortSignal;
  onProgress?(message: string): void;
  onWarning?(message: string): void;
  onLog?(name: string, line: string): void;
}

/** The deployed stack on this machine, with ears and a voice. */
export interface Laptop {
  readonly cloud: Cloud;
  /** Where a line connects, such as ws://127.0.0.1:40123/call. */
  readonly mediaUrl: string;
  /** Calls to the stack's contact flow and SIP media application. */
  readonly telephone: Telephone;
  readonly record: RecordReader;
  close(): Promise<void>;
}

/**
 * Synthesizes the stack and runs it on this machine.
 *
 * @throws CommandFailed when the stack cannot be synthesized, CloudProblem when it cannot be run.
 */
export async function startLaptop(options: LaptopOptions): Promise<Laptop> {
  const undo = new AsyncDisposableStack();
  try {
    const assemblyDirectory = options.assemblyDirectory ?? (await synthesizeFor(options, undo));
    const latency = options.latency === 'published' ? publishedLatency(options.seed) : zeroLatency;
    const cloud = await startCloud({
      ...options,
      assemblyDirectory,
      latency,
      speech: (calls) =>
        startSpeech(calls, latency, {
          ...options.speech,
          ...(options.onWarning && { onWarning: options.onWarning }),
        }),
    });
    undo.defer(() => cloud.close());
    const { mediaUrl } = cloud;
    if (mediaUrl === undefined) throw new CommandFailed('The synthesized stack has no media service.');
    const logs = logFiles(path.join(cloud.dataDirectory, 'logs'));
    undo.defer(() => logs.close());
    const telephone = await startTelephone({
      ...cloud,
      onLog: (line) => {
        logs.write('telephone', line);
        options.onLog?.('telephone', line);
      },
    });
    undo.defer(() => telephone.close());
    options.signal?.throwIfAborted();
    const record = recordReader(placeOf(cloud.outputs, cloud.environment));
    undo.defer(() => record.close());
    return { cloud, mediaUrl, telephone, record, close: () => undo.disposeAsync() };
  } catch (cause) {
    await undo.disposeAsync();
    throw cause;
  }
}

async function synthesizeFor(options: LaptopOptions, undo: AsyncDisposableStack): Promise<string> {
  options.onProgress?.('Synthesizing the stack');
  const directory = mkdtempSync(path.join(os.tmpdir(), 'parley-assembly-'));
  undo.defer(() => rmSync(directory, { recursive: true, force: true }));
  await synthesize(directory, options.signal);
  // With an account's own credentials the functions go further along the SDK's chain than in Lambda, to packages
  // that are not in their bundles.
  if (options.realServices.size > 0)
    symlinkSync(path.join(REPOSITORY_ROOT, 'node_modules'), path.join(directory, 'node_modules'));
  return directory;
}

/** The tables' place, from the stack's outputs and the environment of its programs. */
export function placeOf(
  outputs: Readonly<Record<string, string>>,
  environment: Readonly<Record<string, string>>,
): Parameters<typeof recordReader>[0] {
  const named = (from: Readonly<Record<string, string>>, name: string): string => {
    const value = from[name];
    if (value === undefined) throw new CommandFailed(`The stack does not tell its ${name}.`);
    return value;
  };
  return {
    callsTable: named(outputs, 'CallsTableOutput'),
    calendarTable: named(outputs, 'CalendarTableOutput'),
    customersTable: named(outputs, 'CustomersTableOutput'),
    endpoint: named(environment, 'AWS_ENDPOINT_URL_DYNAMODB'),
    region: named(environment, 'AWS_REGION'),
  };
}
