import path from 'node:path';
import * as z from 'zod';
import { type JournalFile, openJournal } from '../disk/journal-file.ts';

export const QueuedMessage = z.object({
  id: z.string(),
  body: z.string(),
  /** ISO-8601, UTC. */
  sentAt: z.string(),
});
export type QueuedMessage = z.infer<typeof QueuedMessage>;

/** One queue of the template. Nothing takes messages out: it is where a person looks. */
export interface Queue {
  readonly name: string;
  readonly arn: string;
  send(body: string): void;
  messages(): readonly QueuedMessage[];
  close(): void;
}

/** Opens a queue whose messages are kept in a directory. */
export function openQueue(name: string, arn: string, directory: string, now: () => number): Queue {
  const journal: JournalFile<QueuedMessage> = openJournal(
    path.join(directory, `${name}.ndjson`),
    QueuedMessage,
  );
  const messages = [...journal.past];
  return {
    name,
    arn,
    send: (body) => {
      const message = { id: crypto.randomUUID(), body, sentAt: new Date(now()).toISOString() };
      journal.append(message);
      messages.push(message);
    },
    messages: () => messages,
    close: () => journal.close(),
  };
}
