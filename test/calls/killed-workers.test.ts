import { expect, it, onTestFinished } from 'vitest';
import { placeFileCall } from '../../local/caller/file-call.ts';
import { spokenUtterances } from '../../local/caller/spoken-utterances.ts';
import { aLaptop } from '../builders/a-laptop.ts';

const PLAYBOOK = 'dental-appointments';
/** A call at the pace of speech takes about a minute; after this it hangs. */
const CALL_MS = 180_000;

it(
  'a call whose functions are killed again and again goes on, and each stored event is published',
  async () => {
    const laptop = await aLaptop();
    onTestFinished(() => laptop.close());
    const { cloud } = laptop;
    let killed = 0;
    const { callId } = await placeFileCall({
      mediaUrl: laptop.mediaUrl,
      playbook: PLAYBOOK,
      record: false,
      utterances: await spokenUtterances(['a cleaning please', 'is there parking', 'goodbye'], 'rms'),
      onMessage: (message) => {
        // The turn has just been stored: its events and the call's header are on their way.
        if (message.type !== 'answer' || message.event.type !== 'done') return;
        for (const { pid } of cloud.workers()) {
          process.kill(pid, 'SIGKILL');
          killed += 1;
        }
      },
    });
    const turns = await laptop.record.turns(callId);
    const stored = turns.flatMap(({ events }) => events.map(({ id }) => id));
    const published = (): string[] => cloud.busEvents(callId).map(({ detail }) => String(detail.id));

    await expect.poll(() => [...new Set(published())].sort(), { timeout: 20_000 }).toEqual(stored.sort());
    expect(killed).toBeGreaterThan(3);
    expect(turns.at(-1)?.state.status).toBe('ended');
  },
  CALL_MS,
);
