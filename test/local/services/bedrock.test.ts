import {
  type BedrockRuntimeClient,
  ConverseStreamCommand,
  ValidationException,
} from '@aws-sdk/client-bedrock-runtime';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { bedrockClient, bedrockModel, modelBreaker } from '../../../adapters/bedrock/converse.ts';
import { converseRequest } from '../../../adapters/bedrock/converse-request.ts';
import type { Model, ModelEvent, ModelRequest } from '../../../agent/conversation/ports.ts';
import { renderPrompt } from '../../../agent/conversation/prompt.ts';
import type { CompiledPlaybook } from '../../../agent/playbook/compiled-playbook.ts';
import { scriptModel } from '../../../agent/script/script-model.ts';
import type { LatencyProfile } from '../../../local/latency/latency-profile.ts';
import { zeroLatency } from '../../../local/latency/zero.ts';
import { bedrockService } from '../../../local/services/bedrock/bedrock.ts';
import { tokensOf } from '../../../local/services/bedrock/converse-events.ts';
import { serve } from '../../../local/wire/server.ts';
import { aModelRequest } from '../../builders/a-model-request.ts';
import { aPlaybook } from '../../builders/a-playbook.ts';
import { aTalk, dentalPlaybook } from '../../builders/a-talk.ts';
import { atEndpoint } from '../../builders/aws-endpoint.ts';
import { end, type ScriptedModel, scriptedModel, text, use } from '../../builders/scripted-model.ts';

/** A model whose prompts can be cached. */
const MODEL = 'us.anthropic.claude-haiku-4-5-20251001-v1:0';
const playbook = aPlaybook({ models: [{ id: MODEL, firstTokenMs: 2_000 }] });

/** AWS's own client, connected to a Bedrock that this writer answers for. */
async function bedrockWith(
  writer: Model,
  latency: LatencyProfile = zeroLatency,
  playbooks: CompiledPlaybook[] = [playbook],
): Promise<BedrockRuntimeClient> {
  const find = async (id: string, version: string) =>
    playbooks.find((one) => one.id === id && one.version === version);
  const server = await serve(bedrockService({ playbooks, playbook: find, writer, latency }));
  const client = bedrockClient(atEndpoint(server.url));
  onTestFinished(async () => {
    client.destroy();
    await server.close();
  });
  return client;
}

const aRequest = (changes: Partial<ModelRequest> = {}): ModelRequest =>
  aModelRequest({ playbook, ...changes });

async function write(client: BedrockRuntimeClient, request: ModelRequest): Promise<ModelEvent[]> {
  const model = bedrockModel(client, MODEL, modelBreaker(MODEL));
  return Array.fromAsync(model.write(request, new AbortController().signal));
}

const textOf = (events: ModelEvent[]): string =>
  events.flatMap((event) => (event.type === 'text' ? [event.text] : [])).join('');

/** What the writer behind the wire was asked when this request was sent. */
async function askedFor(request: ModelRequest): Promise<ModelRequest | undefined> {
  const writer: ScriptedModel = scriptedModel('writer', [text('Yes.'), end()]);
  await write(await bedrockWith(writer), request);
  return writer.requests[0];
}

describe('Bedrock on the laptop', () => {
  it('streams the writer’s words token by token, and its tools with their input in pieces', async () => {
    const input = { day: '2026-12-02', reason: 'cleaning', note: 'naïve “quotes” 😀' };
    const writer = scriptedModel('writer', [
      text('Let me look. '),
      use('find_free_slots', input, 'use-1'),
      end('tool-use'),
    ]);
    const events = await write(await bedrockWith(writer), aRequest());
    expect(textOf(events)).toBe('Let me look. ');
    expect(events.filter(({ type }) => type === 'text').length).toBeGreaterThan(1);
    expect(events).toContainEqual({ type: 'tool-use', id: 'use-1', name: 'find_free_slots', input });
    expect(events.at(-1)).toMatchObject({ type: 'end', reason: 'tool-use' });
  });

  it('counts what stands before a cache point once as written, then as read', async () => {
    const reply = [text('Yes.'), end()];
    const client = await bedrockWith(scriptedModel('writer', reply, reply));
    const tokens = async (): Promise<unknown> => {
      const last = (await write(client, aRequest())).at(-1);
      return last?.type === 'end' ? last.tokens : undefined;
    };
    expect(await tokens()).toMatchObject({ cacheRead: 0, cacheWrite: expect.toSatisfy((n) => n > 0) });
    expect(await tokens()).toMatchObject({ cacheRead: expect.toSatisfy((n) => n > 0), cacheWrite: 0 });
  });

  it('asks the writer what the model was asked: situation, history and rounds of tools', async () => {
    const appointment = {
      appointmentId: 'a1',
      name: 'Maria',
      phone: '+12065550122',
      reason: 'cleaning',
      start: '2026-12-02T15:00:00-05:00',
      minutes: 60,
      resource: 'chair-1',
    };
    const request = aRequest({
      history: [
        { turn: 1, who: 'agent', text: 'How can I help?' },
        { turn: 2, who: 'caller', text: 'I would like a cleaning' },
        { turn: 2, who: 'agent', text: 'Which', interrupted: true },
      ],
      rounds: [
        {
          text: 'One moment.',
          uses: [
            { id: 'u1', name: 'book_appointment', input: { name: 'Maria' } },
            { id: 'u2', name: 'find_free_slots', input: { day: '2026-12-02' } },
          ],
          results: [
            {
              ok: true,
              id: 'u1',
              content: { booked: appointment },
              effects: [
                {
                  effect: 'appointment-booked',
                  appointment: {
                    id: 'a1',
                    slot: { start: appointment.start, minutes: 60, resource: 'chair-1' },
                    name: 'Maria',
                    phone: '+12065550122',
                    reason: 'cleaning',
                  },
                },
              ],
            },
            {
              ok: false,
              id: 'u2',
              failure: 'not-available',
              message: 'full',
              content: { failure: 'not-available', message: 'full' },
            },
          ],
        },
      ],
    });
    const asked = await askedFor(request);
    expect(asked?.situation).toEqual(request.situation);
    expect(asked?.history).toEqual(request.history);
    expect(asked?.rounds).toEqual(request.rounds);
    expect(asked?.playbook).toEqual(playbook);
  });

  it('refuses a model that no playbook names', async () => {
    const client = await bedrockWith(scriptedModel('writer'));
    const input = converseRequest('anthropic.nobody-v1', renderPrompt(aRequest()));
    await expect(client.send(new ConverseStreamCommand(input))).rejects.toThrow(ValidationException);
  });

  it('refuses a playbook version that is not deployed, and a conversation that does not alternate', async () => {
    const client = await bedrockWith(scriptedModel('writer'));
    const input = converseRequest(MODEL, renderPrompt(aRequest()));
    const other = { ...input, requestMetadata: { ...input.requestMetadata, version: '0' } };
    await expect(client.send(new ConverseStreamCommand(other))).rejects.toThrow('of version 0');
    const twice = { ...input, messages: [...(input.messages ?? []), ...(input.messages ?? [])] };
    await expect(client.send(new ConverseStreamCommand(twice))).rejects.toThrow('roles must alternate');
  });

  it('breaks off with an error in the stream when the writer fails in the middle', async () => {
    const client = await bedrockWith(
      scriptedModel('writer', [text('Let me '), { type: 'fail', reason: 'unavailable' }]),
    );
    await expect(write(client, aRequest())).rejects.toThrow(MODEL);
  });

  it('keeps the first token and each one after it back as long as the profile says', async () => {
    const latency: LatencyProfile = {
      name: 'published',
      sample: (stage) => ({ bedrockFirstToken: 60, bedrockToken: 10 })[String(stage)] ?? 0,
    };
    const words = 'Tomorrow at three is free.';
    const client = await bedrockWith(scriptedModel('writer', [text(words), end()]), latency);
    const began = performance.now();
    const events = await write(client, aRequest());
    expect(textOf(events)).toBe(words);
    expect(performance.now() - began).toBeGreaterThanOrEqual(60 + 10 * tokensOf(words).length - 1);
  });

  it('stops the writer when nobody listens any more', async () => {
    const writer = scriptedModel('writer', [text('Well, '), { type: 'hang' }]);
    const client = await bedrockWith(writer);
    const hangUp = new AbortController();
    const model = bedrockModel(client, MODEL, modelBreaker(MODEL));
    await expect(async () => {
      for await (const event of model.write(aRequest(), hangUp.signal))
        if (event.type === 'text') hangUp.abort();
    }).rejects.toThrow(MODEL);
    await expect.poll(() => writer.aborted()).toBe(1);
  });
});

it('tokens joined are the text again, and none cuts a character', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (given) => {
      const tokens = tokensOf(given);
      expect(tokens.join('')).toBe(given);
      expect(tokens.every((token) => token !== '' && token.isWellFormed())).toBe(true);
    }),
  );
});

it('the script says and books the same behind Bedrock’s wire as it does by itself', async () => {
  const dental = dentalPlaybook();
  const id = dental.source.models[0]?.id ?? '';
  const client = await bedrockWith(scriptModel(), zeroLatency, [dental]);
  const behind = await aTalk({ models: [bedrockModel(client, id, modelBreaker(id))] });
  const alone = await aTalk();
  for (const words of [
    "I'd like to book a cleaning",
    'tomorrow at three',
    'do you take insurance',
    "my name is Maria O'Brien",
    'two oh six five five five oh one double two',
    'no, three thirty',
    'yes',
    'no thanks, goodbye',
  ]) {
    await behind.say(words);
    await alone.say(words);
  }
  expect(behind.transcript()).toBe(alone.transcript());
  expect(behind.state().reached).toEqual(['book']);
  expect(behind.answer().at(-1)).toMatchObject({ model: id, fellBack: [] });
});
