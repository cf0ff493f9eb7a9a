import { once } from 'node:events';
import net from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { TurnRequest } from '../../agent/turn/turn-request.ts';
import { readWav, writeWav } from '../../media/audio/wav.ts';
import { MAX_MESSAGE_BYTES } from '../../media/lines/protocol.ts';
import { done, fakeBrain, say } from '../builders/fake-services.ts';
import { callerAt, HELLO, mediaService, type TestService } from '../builders/media-service.ts';
import { vowel } from '../builders/voice.ts';

let running: TestService | undefined;
afterEach(async () => {
  await running?.service.drain();
  running = undefined;
});

/** Answers everything with a short sentence. */
function politeBrain() {
  return fakeBrain((request) =>
    request.cause === 'call-ended'
      ? [done(request.turn)]
      : [say(`Turn ${request.turn}.`), done(request.turn)],
  );
}

async function start(brain = politeBrain(), over: Parameters<typeof mediaService>[1] = {}) {
  running = await mediaService(brain.turns, over);
  return { ...running, brain };
}

function endOf(requests: readonly TurnRequest[], callId: string): TurnRequest | undefined {
  return requests.find((request) => request.callId === callId && request.cause === 'call-ended');
}

describe('the media service', () => {
  it('holds a call from the greeting to the end, with what was heard in every request', async () => {
    const { url, brain, recordings } = await start();
    const caller = await callerAt(url);
    caller.send({ ...HELLO, type: 'hello', line: 'browser', playbook: 'dental', record: true });
    const { callId } = await caller.next('started');
    await caller.next('waiting');
    caller.send({ type: 'typed', text: "It's O'Brien." });
    await caller.next('speaking', ({ turn }) => turn === 2);
    caller.send({ type: 'hang-up' });
    const ended = await caller.next('ended');
    await caller.closed;
    expect(ended).toMatchObject({ reason: 'caller-hung-up', recording: `recordings/${callId}.wav` });
    expect(brain.requests.map(({ turn, cause }) => [turn, cause])).toEqual([
      [1, 'call-started'],
      [2, 'caller-said'],
      [3, 'call-ended'],
    ]);
    expect(brain.requests[1]).toMatchObject({
      said: { text: "It's O'Brien." },
      played: { turn: 1, heard: 'Turn 1.', complete: true },
    });
    expect(caller.audioBytes()).toBeGreaterThan(3_200);
    const wav = recordings.get(callId);
    expect(wav?.readUInt16LE(22)).toBe(2);
    expect(readWav('call.wav', wav ?? Buffer.alloc(0)).samples.some((value) => value !== 0)).toBe(true);
  });

  it('says how it is', async () => {
    const { url, service } = await start();
    const health = async () => (await fetch(url.replace('ws:', 'http:').replace('/call', '/health'))).json();
    expect(await health()).toEqual({ status: 'ok', calls: 0 });
    const caller = await callerAt(url);
    caller.send(HELLO);
    await caller.next('started');
    expect(await health()).toEqual({ status: 'ok', calls: 1 });
    caller.send({ type: 'hang-up' });
    await caller.closed;
    expect(service.calls).toBe(0);
  });

  it('takes no new calls while it drains, and lets the running ones finish', async () => {
    const { url, service } = await start();
    const caller = await callerAt(url);
    caller.send(HELLO);
    await caller.next('waiting');
    const drained = service.drain();
    running = undefined;
    await expect(callerAt(url)).rejects.toThrow(/503/);
    caller.send({ type: 'typed', text: 'Are you still there?' });
    await caller.next('speaking', ({ turn }) => turn === 2);
    caller.send({ type: 'hang-up' });
    expect(await caller.next('ended')).toMatchObject({ reason: 'caller-hung-up' });
    await drained;
  });

  it('ends the calls that go on when it can wait no longer, and the record says why', async () => {
    const { url, service, brain } = await start();
    const caller = await callerAt(url);
    caller.send(HELLO);
    const { callId } = await caller.next('started');
    await caller.next('waiting');
    const drained = service.drain();
    running = undefined;
    service.endCalls();
    expect(await caller.next('ended')).toMatchObject({ reason: 'line-lost' });
    await drained;
    expect(endOf(brain.requests, callId)).toMatchObject({ reason: 'line-lost' });
  });

  it('refuses pages of other sites', async () => {
    const { url } = await start(politeBrain(), { allowedOrigins: ['https://clinic.example'] });
    await expect(callerAt(url, { origin: 'https://evil.example' })).rejects.toThrow(/403/);
    for (const origin of ['https://clinic.example', url.replace('ws:', 'http:').replace('/call', '')]) {
      const caller = await callerAt(url, { origin });
      caller.socket.close();
      await caller.closed;
    }
  });

  // Reading such an address threw, which ended the process and every call that it held.
  it('refuses a handshake for an address that cannot be read, and goes on serving', async () => {
    const { url } = await start();
    const caller = await callerAt(url);
    caller.send(HELLO);
    await caller.next('waiting');
    const { hostname, port } = new URL(url);
    const socket = net.connect(Number(port), hostname);
    socket.write('GET // HTTP/1.1\r\nHost: media\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n');
    const [answer] = await once(socket, 'data');
    socket.destroy();
    expect(String(answer)).toContain('400 Bad Request');
    caller.send({ type: 'hang-up' });
    expect(await caller.next('ended')).toMatchObject({ reason: 'caller-hung-up' });
  });

  it('refuses a call to a playbook that does not exist, and says so', async () => {
    const brain = fakeBrain(() => [
      { type: 'refused', code: 'unknown-playbook', message: 'no such playbook' },
    ]);
    const { url } = await start(brain);
    const caller = await callerAt(url);
    caller.send({ ...HELLO, type: 'hello', line: 'browser', playbook: 'nonsense' });
    expect(await caller.next('refused')).toMatchObject({ code: 'unknown-playbook' });
    await caller.closed;
  });
});

describe('a line that misbehaves', () => {
  const GARBAGE: Record<string, (socket: import('ws').WebSocket) => void> = {
    'not-json': (socket) => socket.send('hello?'),
    'unknown-message': (socket) => socket.send('{"type":"shout"}'),
    'second-hello': (socket) => socket.send(JSON.stringify(HELLO)),
    'unexpected-message': (socket) => socket.send('{"type":"no-more"}'),
    'message-too-large': (socket) => socket.send(Buffer.alloc(MAX_MESSAGE_BYTES + 1)),
  };

  it.each(Object.keys(GARBAGE))(
    'ends its own call (%s) with the reason in the record, and no other',
    async (code) => {
      const { url, brain } = await start();
      const good = await callerAt(url);
      good.send(HELLO);
      await good.next('waiting');
      const bad = await callerAt(url);
      bad.send(HELLO);
      const { callId } = await bad.next('started');
      GARBAGE[code]?.(bad.socket);
      await bad.closed;
      good.send({ type: 'typed', text: 'Hello?' });
      await good.next('speaking', ({ turn }) => turn === 2);
      await brainHasEnded(brain.requests, callId);
      expect(endOf(brain.requests, callId)).toMatchObject({ reason: 'line-error', detail: code });
      good.send({ type: 'hang-up' });
      await good.closed;
    },
  );

  it('needs no microphone: a caller may type, and audio that was never announced ends the call', async () => {
    const { url, brain } = await start();
    const caller = await callerAt(url);
    caller.send({ type: 'hello', line: 'browser', playbook: 'dental' });
    const { callId } = await caller.next('started');
    await caller.next('waiting');
    caller.send({ type: 'typed', text: 'Hello?' });
    await caller.next('speaking', ({ turn }) => turn === 2);
    caller.socket.send(Buffer.alloc(320));
    await brainHasEnded(brain.requests, callId);
    expect(endOf(brain.requests, callId)).toMatchObject({ reason: 'line-error', detail: 'unexpected-audio' });
  });

  it('is refused when it does not begin with hello', async () => {
    const { url, brain } = await start();
    for (const first of ['{"type":"typed","text":"hi"}', Buffer.alloc(10), 'x']) {
      const caller = await callerAt(url);
      caller.socket.send(first);
      expect(await caller.next('refused')).toBeDefined();
      await caller.closed;
    }
    expect(brain.requests).toEqual([]);
  });

  it('and disappears mid-sentence leaves a record that it was lost, and what was heard', async () => {
    const brain = fakeBrain((request) =>
      request.cause === 'call-ended'
        ? [done(request.turn)]
        : [say('This is a rather long sentence, to be cut off in the middle of it.'), done(request.turn)],
    );
    const { url } = await start(brain);
    const caller = await callerAt(url);
    caller.send(HELLO);
    const { callId } = await caller.next('started');
    await caller.next('speaking');
    caller.socket.terminate();
    await brainHasEnded(brain.requests, callId);
    expect(endOf(brain.requests, callId)).toMatchObject({
      turn: 2,
      reason: 'line-lost',
      played: { turn: 1, complete: false },
    });
  });

  it('does not stop other calls when a call of the service itself throws', async () => {
    let first = true;
    const { url, log } = await start(politeBrain(), {
      voiceActivity: () => {
        const broken = first;
        first = false;
        return {
          push() {
            if (broken) throw new Error('defect with Mary Smith in it');
            return undefined;
          },
          free: () => {},
        };
      },
    });
    const bad = await callerAt(url);
    bad.send(HELLO);
    const good = await callerAt(url);
    good.send(HELLO);
    bad.socket.send(Buffer.alloc(6_400));
    expect(await bad.next('ended')).toMatchObject({ reason: 'line-error' });
    await good.next('waiting');
    good.send({ type: 'hang-up' });
    expect(await good.next('ended')).toMatchObject({ reason: 'caller-hung-up' });
    expect(log.join('\n')).toContain('Error');
    expect(log.join('\n')).not.toContain('Mary');
  });
});

describe('a caller from audio files', () => {
  it('speaks when the agent has finished, and hangs up after the last answer', async () => {
    const { url, brain } = await start(politeBrain(), {
      async *transcribe(audio) {
        let ms = 0;
        let loudMs = 0;
        for await (const chunk of audio) {
          ms += 100;
          if (chunk.some((byte) => byte > 60 && byte < 200)) loudMs = ms;
          if (loudMs !== 0 && ms - loudMs === 200)
            yield {
              segment: `${ms}`,
              isFinal: true,
              words: [{ text: 'Tomorrow.', startMs: loudMs - 500, endMs: loudMs, stable: true }],
            };
        }
      },
    });
    const caller = await callerAt(url);
    caller.send({ type: 'hello', line: 'audio-file', playbook: 'dental' });
    const wav = writeWav(vowel(600), 8_000);
    caller.send({ type: 'utterance', name: 'one.wav', bytes: wav.length });
    caller.socket.send(wav.subarray(0, 5_000));
    caller.socket.send(wav.subarray(5_000));
    caller.send({ type: 'no-more' });
    expect(await caller.next('ended')).toMatchObject({ reason: 'caller-hung-up' });
    expect(brain.requests.filter(({ mode }) => mode === 'commit').map(({ cause }) => cause)).toEqual([
      'call-started',
      'caller-said',
      'call-ended',
    ]);
    expect(
      brain.requests.find(({ mode, cause }) => mode === 'commit' && cause === 'caller-said'),
    ).toMatchObject({
      said: { text: 'Tomorrow.' },
      played: { turn: 1, complete: true },
    });
  });

  it('is refused a file that is no audio, by its name', async () => {
    const { url, brain } = await start();
    const caller = await callerAt(url);
    caller.send({ type: 'hello', line: 'audio-file', playbook: 'dental' });
    await caller.next('started');
    caller.send({ type: 'utterance', name: 'letter.pdf', bytes: 8 });
    caller.socket.send(Buffer.from('%PDF-1.7'));
    const { code, message } = await caller.next('refused');
    expect(code).toBe('not-audio');
    expect(message).toContain('letter.pdf');
    await caller.closed;
    expect(brain.requests.at(-1)).toMatchObject({
      cause: 'call-ended',
      reason: 'line-error',
      detail: 'not-audio',
    });
  });
});

/** Resolves once the call's end has been committed; the service does it after the socket is gone. */
async function brainHasEnded(requests: readonly TurnRequest[], callId: string): Promise<void> {
  while (endOf(requests, callId) === undefined) await new Promise((resolve) => setImmediate(resolve));
}
