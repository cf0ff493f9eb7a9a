import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { type AudioPorts, type PlayCall, startAudioCall } from '../../../local/telephone/audio-handset.ts';
import { serveCalls } from '../../../local/telephone/serve-calls.ts';
import { loadVoiceActivity } from '../../../media/ears/voice-activity.ts';
import { createLog } from '../../../media/log.ts';
import { createSpeechCache } from '../../../media/mouth/speech-cache.ts';
import { realClock } from '../../../media/time/clock.ts';
import { createTicker } from '../../../media/time/ticker.ts';
import { toneSpeech, VOICE } from '../../builders/fake-services.ts';
import { callerAt, HELLO } from '../../builders/media-service.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** A telephone on a loopback port whose calls are all answered in one way. */
async function aTelephone(play: PlayCall, over: Partial<AudioPorts> = {}) {
  const lines: string[] = [];
  const recordings = new Map<string, Buffer>();
  const log = createLog(
    (line) => lines.push(line),
    () => new Date(0),
  );
  const audio: AudioPorts = {
    clock: realClock,
    async *transcribe(chunks) {
      for await (const _chunk of chunks) yield* [];
    },
    synthesize: toneSpeech,
    speechCache: createSpeechCache(),
    voiceActivity: await loadVoiceActivity(),
    storeRecording: async (callId, wav) => {
      recordings.set(callId, wav);
      return `recordings/${callId}.wav`;
    },
    log,
    ...over,
  };
  const ticker = createTicker(realClock, (cause) => log.error('tick failed', { cause }));
  const server = await serveCalls({ clock: realClock, ticker, log, newCallId: randomUUID }, (url) =>
    url.includes('line=connect') ? (start, caller) => startAudioCall(start, audio, caller, play) : undefined,
  );
  closing.push(server.close);
  return { url: `${server.url}?line=connect`, bare: server.url, lines, recordings };
}

const HI = { text: 'Hi.', markup: 'plain' } as const;
const LONG = { text: 'x'.repeat(500), markup: 'plain' } as const;

describe('a call in audio', () => {
  it('is spoken to in frames, its words are shown, and it ends as it was answered', async () => {
    const { url } = await aTelephone(async (handset) => {
      const { finished } = handset.speak(
        [HI, { text: '<speak>Bye<break time="50ms"/></speak>', markup: 'ssml' }],
        VOICE,
        'en-US',
      );
      expect(await finished).toBe('played');
      return { reason: 'agent-hung-up' };
    });
    const caller = await callerAt(url);
    caller.send(HELLO);
    await expect(caller.next('ended')).resolves.toMatchObject({ reason: 'agent-hung-up' });
    const spoken = caller.messages.flatMap((message) => (message.type === 'speaking' ? [message.text] : []));
    expect(spoken).toEqual(['Hi.', 'Bye']);
    expect(caller.audioBytes()).toBeGreaterThan(0);
    expect(caller.audioBytes() % 320).toBe(0);
  });

  it('falls silent when it is stopped, and tells the line to drop what it has', async () => {
    const { url } = await aTelephone(async (handset) => {
      const playback = handset.speak([LONG], VOICE, 'en-US');
      handset.clock.after(100, () => playback.stop());
      expect(await playback.finished).toBe('stopped');
      return { reason: 'agent-hung-up' };
    });
    const caller = await callerAt(url);
    caller.send(HELLO);
    await expect(caller.next('ended')).resolves.toMatchObject({ reason: 'agent-hung-up' });
    expect(caller.messages.map(({ type }) => type)).toContain('clear');
    expect(caller.audioBytes()).toBeLessThan(LONG.text.length * 66 * 16);
  });

  it('passes on keys and typed words', async () => {
    const { url } = await aTelephone(async (handset) => {
      const events: unknown[] = [];
      await new Promise<void>((resolve) =>
        handset.on((event) => {
          events.push(event);
          if (events.length === 2) resolve();
        }),
      );
      expect(events).toEqual([
        { type: 'keyed', keys: '12#' },
        { type: 'typed', text: 'hello' },
      ]);
      return { reason: 'agent-hung-up' };
    });
    const caller = await callerAt(url);
    caller.send(HELLO);
    caller.send({ type: 'keyed', keys: '12#' });
    caller.send({ type: 'typed', text: 'hello' });
    await expect(caller.next('ended')).resolves.toMatchObject({ reason: 'agent-hung-up' });
  });

  it('a caller who hangs up ends whatever is waited for', async () => {
    const { url } = await aTelephone(async (handset) => {
      const waits = handset.whileConnected(new Promise<never>(() => {}));
      return waits.catch((cause) => cause.end);
    });
    const caller = await callerAt(url);
    caller.send(HELLO);
    await caller.next('started');
    caller.send({ type: 'hang-up' });
    await expect(caller.next('ended')).resolves.toMatchObject({ reason: 'caller-hung-up' });
  });

  it('that throws ends with its reason, and tells the log no more than a name', async () => {
    const { url, lines } = await aTelephone(async () => {
      throw new Error('Maria Lopez said something');
    });
    const caller = await callerAt(url);
    caller.send(HELLO);
    await expect(caller.next('ended')).resolves.toMatchObject({
      reason: 'line-error',
      detail: 'internal-error',
    });
    expect(lines.join()).toContain('call failed');
    expect(lines.join()).not.toContain('Maria');
  });

  it('speech that cannot be made is told, not waited for', async () => {
    const { url } = await aTelephone(
      async (handset) => {
        const { finished } = handset.speak([HI], VOICE, 'en-US');
        return { reason: 'line-error', detail: await finished };
      },
      {
        // biome-ignore lint/correctness/useYield: a voice that fails before its first sound
        async *synthesize() {
          throw new Error('no voice');
        },
      },
    );
    const caller = await callerAt(url);
    caller.send(HELLO);
    await expect(caller.next('ended')).resolves.toMatchObject({ detail: 'failed' });
  });

  it('is recorded where the caller asked for it', async () => {
    const { url, recordings } = await aTelephone(async (handset) => {
      await handset.speak([HI], VOICE, 'en-US').finished;
      return { reason: 'agent-hung-up' };
    });
    const caller = await callerAt(url);
    caller.send({ type: 'hello', line: 'browser', playbook: 'dental', sampleRate: 16_000, record: true });
    const { recording } = await caller.next('ended');
    expect(recording).toMatch(/^recordings\/.*\.wav$/);
    expect(recordings.size).toBe(1);
  });
});

describe('who may call', () => {
  const silent: PlayCall = (handset) => handset.whileConnected(new Promise<never>(() => {}));

  it('not a page of another origin', async () => {
    const { url } = await aTelephone(silent);
    await expect(callerAt(url, { origin: 'https://example.com' })).rejects.toThrow('404');
  });

  it('not on a line that the stack does not have', async () => {
    const { bare } = await aTelephone(silent);
    await expect(callerAt(bare)).rejects.toThrow('404');
  });
});
