import type { TurnRecord } from '../../agent/call/turn-record.ts';
import { placeFileCall } from '../../local/caller/file-call.ts';
import type { Utterance } from '../../local/caller/utterance.ts';
import type { KnownUtterance } from '../../local/engines/known-utterances.ts';
import type { Laptop } from '../../local/laptop.ts';
import { SAMPLE_RATE } from '../../media/audio/frame.ts';
import { writeWav } from '../../media/audio/wav.ts';
import { dentalPlaybook } from '../builders/dental-playbook.ts';
import { nextWeekdays } from '../builders/next-weekdays.ts';
import { spoken } from '../builders/spoken.ts';

export const PLAYBOOK = 'dental-appointments';
const HOURS = ['nine', 'ten', 'one', 'two', 'three', 'four'];
/** What every caller says after having named a day and an hour of their own. */
const REST = [
  'is there parking',
  'my name is Maria Lopez',
  'two oh six five five five oh one two two',
  'do you take insurance',
  'yes please',
  'no thank you goodbye',
];
const VOICE = 'rms';

/** What callers say, as sound. Each recording is made once. */
export interface Callers {
  recordings: readonly KnownUtterance[];
  /** The utterances of the n-th caller: a day and an hour that few others want, and the rest. */
  utterancesOf(caller: number): Utterance[];
}

/** Prepares callers who each book an appointment in seven utterances, asking two questions on the way. */
export async function prepareCallers(): Promise<Callers> {
  const days = nextWeekdays(dentalPlaybook().source, Date.now());
  const openings = days.flatMap(({ name }) =>
    HOURS.map((hour) => `I'd like to book a cleaning on ${name} at ${hour}`),
  );
  const recordings = await record([...openings, ...REST]);
  const byText = new Map(recordings.map(({ text, samples }) => [text, writeWav(samples, SAMPLE_RATE)]));
  return {
    recordings,
    utterancesOf: (caller) =>
      [openings[caller % openings.length] ?? '', ...REST].map((text) => ({
        name: text,
        wav: byText.get(text) ?? Buffer.alloc(0),
      })),
  };
}

async function record(texts: readonly string[]): Promise<KnownUtterance[]> {
  const recordings: KnownUtterance[] = [];
  for (const text of texts) {
    const samples = await spoken(text, { voice: VOICE, silenceBeforeMs: 0, silenceAfterMs: 0 });
    recordings.push({ text, samples });
  }
  return recordings;
}

/** Places one call and gives its turns as they are stored. `onStarted` is told its id once it has been answered. */
export async function placeCall(
  laptop: Laptop,
  utterances: readonly Utterance[],
  onStarted: (callId: string) => void = () => {},
): Promise<TurnRecord[]> {
  const { callId } = await placeFileCall({
    mediaUrl: laptop.mediaUrl,
    playbook: PLAYBOOK,
    utterances,
    record: false,
    onMessage: (message) => {
      if (message.type === 'started') onStarted(message.callId);
    },
  });
  return laptop.record.turns(callId);
}

/**
 * Places `count` calls, `atOnce` at a time, whose first ones begin evenly over `apartMs`: callers who all
 * speak in the same moment are not what many calls are like. Gives each call's turns.
 */
export async function placeCalls(
  laptop: Laptop,
  callers: Callers,
  { count, atOnce, apartMs }: { count: number; atOnce: number; apartMs: number },
): Promise<TurnRecord[][]> {
  const calls: TurnRecord[][] = [];
  let next = 0;
  const seat = async (index: number): Promise<void> => {
    await new Promise((resolve) => setTimeout(resolve, (index * apartMs) / atOnce));
    while (next < count) calls.push(await placeCall(laptop, callers.utterancesOf(next++)));
  };
  await Promise.all(Array.from({ length: atOnce }, (_, index) => seat(index)));
  return calls;
}
