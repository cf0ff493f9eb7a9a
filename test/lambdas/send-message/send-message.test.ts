import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { endUserMessaging, textClient } from '../../../adapters/messages/end-user-messaging.ts';
import { messageLedger } from '../../../adapters/messages/ledger.ts';
import { sendMessage, TextNotSent } from '../../../lambdas/send-message/send-message.ts';
import { faultsWith } from '../../../local/faults.ts';
import { readSentTexts, textMessagesService } from '../../../local/services/text-messages.ts';
import { serve, type WireServer } from '../../../local/wire/server.ts';
import { atEndpoint } from '../../builders/aws-endpoint.ts';
import { CUSTOMERS_TABLE, startTables, type Tables } from '../../builders/tables.ts';

const NOW_MS = Date.parse('2026-12-01T15:00:00Z');
const CALL_ID = '0b9c1a52-7d53-4b0e-9a0e-5f2f4f6f0c11';
const faults = faultsWith(1);
let tables: Tables;
let service: WireServer;
let directory: string;
let sent: string;
let turn = 1;

beforeAll(async () => {
  directory = mkdtempSync(path.join(tmpdir(), 'parley-texts-'));
  sent = path.join(directory, 'texts.jsonl');
  tables = await startTables();
  const handler = textMessagesService(sent, () => NOW_MS);
  service = await serve(faults.wrap('pinpoint-sms-voice-v2', handler));
});
afterAll(async () => {
  await service.close();
  await tables.close();
  rmSync(directory, { recursive: true });
});

/** What the rule delivers for a text that a turn asked for; a turn of its own for each. */
function requested(to = '+12065550137') {
  turn += 1;
  const data = { template: 'directions', to, body: `Turn ${turn}`, locale: 'en-US' };
  return { detail: { ...envelope(), type: 'message.requested', data } };
}

function envelope() {
  return {
    id: `${CALL_ID}/${turn}/3`,
    version: '1',
    callId: CALL_ID,
    turn,
    sequence: 3,
    playbook: { id: 'small-practice', version: 'v' },
    line: 'browser',
    at: new Date(NOW_MS).toISOString(),
  };
}

function ports() {
  return {
    sender: endUserMessaging(textClient(atEndpoint(service.url)), undefined),
    ledger: messageLedger({ client: tables.client, table: CUSTOMERS_TABLE, now: () => NOW_MS }),
  };
}

function textsOf(event: { detail: { data: { body: string } } }) {
  return readSentTexts(sent).filter(({ body }) => body === event.detail.data.body);
}

test('the text of an event is sent once, however often the event comes', async () => {
  const event = requested();
  expect(await sendMessage(event, ports())).toEqual({ outcome: 'sent' });
  expect(await sendMessage(event, ports())).toEqual({ outcome: 'already-done' });
  const together = requested();
  await Promise.all(Array.from({ length: 5 }, () => sendMessage(together, ports())));
  expect(textsOf(event)).toMatchObject([{ to: '+12065550137', callId: CALL_ID }]);
  expect(textsOf(together)).toHaveLength(1);
});

test('nobody is texted who said that they want no texts', async () => {
  const number = '+12065550199';
  const declined = { detail: { ...envelope(), type: 'message.declined', data: { number } } };
  expect(await sendMessage(declined, ports())).toEqual({ outcome: 'noted' });
  const event = requested(number);
  expect(await sendMessage(event, ports())).toEqual({ outcome: 'declined' });
  expect(textsOf(event)).toEqual([]);
});

test('a text that was certainly not taken is tried again with the next delivery', async () => {
  const event = requested();
  const fault = faults.set({ service: 'pinpoint-sms-voice-v2', kind: 'throttle' });
  await expect(sendMessage(event, ports())).rejects.toThrow(TextNotSent);
  fault.takeAway();
  expect(await sendMessage(event, ports())).toEqual({ outcome: 'sent' });
  expect(textsOf(event)).toHaveLength(1);
});

test('a text of which nobody knows whether it was taken is not sent a second time', async () => {
  const event = requested();
  const fault = faults.set({ service: 'pinpoint-sms-voice-v2', kind: 'cut', afterBytes: 0 });
  await expect(sendMessage(event, ports())).rejects.toThrow();
  fault.takeAway();
  expect(await sendMessage(event, ports())).toEqual({ outcome: 'already-done' });
  expect(textsOf(event).length).toBeLessThanOrEqual(1);
});

test('a number that the service refuses is refused for good', async () => {
  const ledger = ports().ledger;
  const refusing = {
    ledger,
    sender: {
      send: async () => ({ outcome: 'refused' as const, code: 'DESTINATION_PHONE_NUMBER_OPTED_OUT' }),
    },
  };
  const event = requested();
  expect(await sendMessage(event, refusing)).toMatchObject({ outcome: 'refused' });
  expect(await sendMessage(event, ports())).toEqual({ outcome: 'already-done' });
});
