import { setTimeout as delay } from 'node:timers/promises';
import { type DeliveryPorts, deliverAll, type MappingOptions } from './delivery.ts';

/** A mapping at work. */
export interface StreamReader {
  /** Resolves when everything that was in the stream has been processed or given up. */
  idle(): Promise<void>;
  /** Stops at once: a batch in work is delivered again at the next start. */
  stop(): Promise<void>;
}

export interface StreamReaderOptions {
  mapping: MappingOptions;
  ports: Omit<DeliveryPorts, 'wait' | 'signal'>;
  onProblem(message: string): void;
}

/** Reads a stream from its cursor on, whenever there is something to read, until it is stopped. */
export function startStreamReader({ mapping, ports, onProblem }: StreamReaderOptions): StreamReader {
  const stopping = new AbortController();
  const { signal } = stopping;
  let running: Promise<void> | undefined;
  let again = false;
  const whole: DeliveryPorts = { ...ports, signal, wait: (ms) => delay(ms, undefined, { signal }) };
  const run = async (): Promise<void> => {
    do {
      again = false;
      await deliverAll(mapping, whole);
    } while (again && !signal.aborted);
  };
  const wake = (): void => {
    again = !signal.aborted;
    if (signal.aborted || running !== undefined) return;
    running = run()
      .catch((cause: unknown) => {
        again = false;
        if (!signal.aborted) onProblem(`The stream reader ${mapping.name} stopped: ${String(cause)}`);
      })
      .finally(() => {
        running = undefined;
        // A record may have come after the last look and before this line.
        if (again) wake();
      });
  };
  ports.journal.onRecord(wake);
  wake();
  return {
    idle: async () => {
      while (running !== undefined) await running;
    },
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
}
