import net from 'node:net';
import os from 'node:os';
import { Command } from 'commander';
import { CallEvent } from '../../agent/call/events/catalogue.ts';
import type { Cloud } from '../cloud/cloud.ts';
import { CommandFailed } from '../command-failed.ts';
import { consoleApi } from '../console/console-api.ts';
import { buildConsolePage } from '../console/console-page.ts';
import { startConsole } from '../console/console-server.ts';
import { startLaptop } from '../laptop.ts';
import { announceStack } from '../running-stack.ts';
import { type Progress, progressOn } from './progress.ts';
import { portNumber, type StackOptions, withStackOptions } from './shared-options.ts';

const DEFAULT_PORT = 3000;

interface Options extends StackOptions {
  port: number;
}

/** `npm start`: the whole stack on this machine, and the console to call it from. */
export function startCommand(): Command {
  const command = new Command('start')
    .description('run the stack on this machine and serve the console')
    .option('--port <number>', 'port of the console', portNumber, DEFAULT_PORT);
  return withStackOptions(command).action(start);
}

async function start(options: Options): Promise<void> {
  const progress = progressOn(process.stderr);
  await refuseBusyPort(options.port);
  await using undo = new AsyncDisposableStack();
  const stop = new AbortController();
  const stopped = untilSignal();
  void stopped.then(() => stop.abort());
  const url = await bringUp(options, progress, undo, stop.signal).catch((cause: unknown) => {
    if (!stop.signal.aborted) throw cause;
    return undefined;
  });
  if (url !== undefined) {
    process.stdout.write(`Parley is running. Open the console:\n\n  ${url}\n\nPress Ctrl+C to stop.\n`);
    await stopped;
  } else process.exitCode = 128 + os.constants.signals[await stopped];
  progress.show('Stopping');
}

/** Starts everything. @throws the signal's reason when it is aborted before all is up. */
async function bringUp(
  options: Options,
  progress: Progress,
  undo: AsyncDisposableStack,
  signal: AbortSignal,
): Promise<string> {
  const laptop = await startLaptop({
    dataDirectory: options.fresh ? 'memory' : options.data,
    latency: options.latency,
    seed: options.seed,
    realServices: new Set(options.aws),
    signal,
    onProgress: progress.show,
    onWarning: (message) => {
      progress.done();
      process.stderr.write(`Note: ${message}\n`);
    },
  });
  undo.defer(() => laptop.close());
  signal.throwIfAborted();
  progress.show('Building the console');
  const { cloud, record, mediaUrl, telephone } = laptop;
  const server = await startConsole({
    port: options.port,
    files: await buildConsolePage(),
    api: consoleApi(record, cloud.playbooks, telephone),
    mediaUrl: mediaUrl.replace(/^ws/, 'http'),
    telephone: { url: telephone.url.replace(/^ws/, 'http'), lines: telephone.lines },
    onEvent: (listener) => onCallEvent(cloud, listener),
  });
  undo.defer(() => server.close());
  if (!options.fresh) {
    const { outputs, environment } = cloud;
    announceStack(options.data, {
      outputs: { ...outputs },
      environment: { ...environment },
      mediaUrl,
      telephone: { url: telephone.url, lines: [...telephone.lines] },
      consoleUrl: server.url,
    });
  }
  progress.done();
  return server.url;
}

/** Parley's own events; others on the bus (Connect's, say) are not for the page. */
function onCallEvent(cloud: Cloud, listener: (event: CallEvent) => void): () => void {
  return cloud.onBusEvent(({ detail }) => {
    const event = CallEvent.safeParse(detail);
    if (event.success) listener(event.data);
  });
}

/** Tells at once, not after everything was started. */
async function refuseBusyPort(port: number): Promise<void> {
  const probe = net.createServer();
  await new Promise<void>((resolve, reject) => {
    probe.once('error', () =>
      reject(
        new CommandFailed(`Port ${port} is taken. Is Parley already running? Choose another with --port.`),
      ),
    );
    probe.listen(port, '127.0.0.1', resolve);
  });
  await new Promise((resolve) => probe.close(resolve));
}

/** The signal by which the process is asked to end. */
function untilSignal(): Promise<'SIGINT' | 'SIGTERM'> {
  return new Promise((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
}
