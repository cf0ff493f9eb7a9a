import path from 'node:path';
import * as z from 'zod';
import { openJournal } from '../disk/journal-file.ts';
import type { EventMatcher } from './event-pattern.ts';

/** An event as EventBridge delivers it. */
export const BusEvent = z.object({
  version: z.string(),
  id: z.string(),
  'detail-type': z.string(),
  source: z.string(),
  account: z.string(),
  /** ISO-8601, UTC. */
  time: z.string(),
  region: z.string(),
  resources: z.array(z.string()),
  detail: z.record(z.string(), z.unknown()),
});
export type BusEvent = z.infer<typeof BusEvent>;

/** A rule of the template: which events go where. */
export interface BusRule {
  name: string;
  matches: EventMatcher;
  deliver(event: BusEvent): void;
}

export interface EventBus {
  readonly name: string;
  /** Keeps the event, then hands it to the rules that match it and to the listeners. */
  put(event: BusEvent): void;
  /** Everything that was ever put and that an archive of the template keeps, oldest first. */
  archived(): readonly BusEvent[];
  addRule(rule: BusRule): void;
  /** Calls the listener with every event from now on; the answer stops that. */
  listen(listener: (event: BusEvent) => void): () => void;
  close(): void;
}

export interface EventBusOptions {
  name: string;
  /** What the template's archives of this bus keep: an event that one of them matches. */
  archives: readonly EventMatcher[];
  directory: string;
}

/** Opens a bus; its archive is a file in the directory. */
export function openEventBus({ name, archives, directory }: EventBusOptions): EventBus {
  const journal = openJournal(path.join(directory, `${name}.ndjson`), BusEvent);
  const kept = [...journal.past];
  const rules: BusRule[] = [];
  const listeners = new Set<(event: BusEvent) => void>();
  return {
    name,
    put: (event) => {
      if (archives.some((matches) => matches(event))) {
        journal.append(event);
        kept.push(event);
      }
      for (const rule of rules) if (rule.matches(event)) rule.deliver(event);
      for (const listener of listeners) listener(event);
    },
    archived: () => kept,
    addRule: (rule) => {
      rules.push(rule);
    },
    listen: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => journal.close(),
  };
}
