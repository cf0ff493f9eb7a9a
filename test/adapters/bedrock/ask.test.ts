import { afterEach, expect, test } from 'vitest';
import { bedrockAsk } from '../../../adapters/bedrock/ask.ts';
import { bedrockClient } from '../../../adapters/bedrock/converse.ts';
import { ModelFailed } from '../../../agent/conversation/model-failed.ts';
import { sendJson, sendRestError } from '../../../local/wire/answers.ts';
import { readBody, serve, type WireHandler, type WireServer } from '../../../local/wire/server.ts';
import { atEndpoint } from '../../builders/aws-endpoint.ts';

const MODEL = 'us.amazon.nova-lite-v1:0';
const QUESTION = {
  system: 'You are a caller.',
  talk: [
    { who: 'other' as const, text: 'How can I help?' },
    { who: 'model' as const, text: 'A checkup.' },
    { who: 'other' as const, text: 'Which day?' },
  ],
};

let server: WireServer | undefined;
afterEach(async () => {
  await server?.close();
});

/** Asks a Bedrock that answers so. */
async function askOf(handler: WireHandler): Promise<string> {
  server = await serve(handler);
  return bedrockAsk(bedrockClient(atEndpoint(server.url)), MODEL)(QUESTION);
}

const answerOf = (content: object[]) => ({
  output: { message: { role: 'assistant', content } },
  stopReason: 'end_turn',
  usage: { inputTokens: 1, outputTokens: 1, totalTokens: 2 },
  metrics: { latencyMs: 1 },
});

test('sends the whole talk, each side in its role, and gives the text', async () => {
  let asked: unknown;
  let path = '';
  const text = await askOf(async (request, response) => {
    path = decodeURIComponent(request.url ?? '');
    asked = JSON.parse((await readBody(request)).toString('utf8'));
    sendJson(response, 200, answerOf([{ text: 'On Tues' }, { text: 'day.' }]));
  });

  expect(text).toBe('On Tuesday.');
  expect(path).toBe(`/model/${MODEL}/converse`);
  expect(asked).toMatchObject({
    system: [{ text: 'You are a caller.' }],
    messages: [
      { role: 'user', content: [{ text: 'How can I help?' }] },
      { role: 'assistant', content: [{ text: 'A checkup.' }] },
      { role: 'user', content: [{ text: 'Which day?' }] },
    ],
  });
});

test('fails by name when Bedrock refuses', async () => {
  const asking = askOf((_request, response) =>
    sendRestError(response, 429, 'ThrottlingException', 'slow down'),
  );
  await expect(asking).rejects.toMatchObject({ name: ModelFailed.name, reason: 'throttled' });
});

test('fails when the answer holds no text', async () => {
  const asking = askOf((_request, response) => sendJson(response, 200, answerOf([])));
  await expect(asking).rejects.toMatchObject({ reason: 'said-nothing' });
});
