import { describe, expect, it } from 'vitest';
import { replay } from '../../../agent/call/replay.ts';
import { recordContactEvent } from '../../../agent/lex/contact-events.ts';
import { aLexCall, CONTACT_ID, type LexCall } from '../../builders/a-lex-call.ts';

function contactEvent(eventType: string, more: Record<string, unknown> = {}) {
  return {
    source: 'aws.connect',
    'detail-type': 'Amazon Connect Contact Event',
    detail: { eventType, contactId: CONTACT_ID, channel: 'VOICE', ...more },
  };
}
const QUEUE = { queueArn: 'arn:q', enqueueTimestamp: '2026-11-23T18:02:00Z' };
const AGENT = { agentArn: 'arn:a', connectedToAgentTimestamp: '2026-11-23T18:02:30.500Z' };

async function inTransfer(): Promise<LexCall> {
  const call = aLexCall();
  await call.enter();
  await call.say('let me speak to a person');
  return call;
}

describe('contact events of Connect', () => {
  it('tell the record of the queue, the person, the wait and the end', async () => {
    const call = await inTransfer();
    const { ports } = call.desk;
    await recordContactEvent(contactEvent('QUEUED', { queueInfo: QUEUE }), ports);
    await recordContactEvent(
      contactEvent('CONNECTED_TO_AGENT', { queueInfo: QUEUE, agentInfo: AGENT }),
      ports,
    );
    await recordContactEvent(
      contactEvent('DISCONNECTED', { agentInfo: AGENT, disconnectReason: 'CUSTOMER_DISCONNECT' }),
      ports,
    );

    expect(call.desk.records.slice(2).map(({ request }) => request)).toMatchObject([
      { cause: 'transfer-progressed', progress: 'queued', queue: 'arn:q' },
      { cause: 'transfer-progressed', progress: 'agent-connected', waitedMs: 30_500 },
      { cause: 'call-ended', reason: 'transferred', detail: 'CUSTOMER_DISCONNECT' },
    ]);
    const events = call.desk.records.flatMap((record) => record.events);
    expect(events.filter(({ type }) => type === 'transfer.progressed')).toHaveLength(2);
    expect(replay(events)).toBe('ended');
  });

  it.each([
    ['CUSTOMER_DISCONNECT', 'caller-hung-up'],
    ['CONTACT_FLOW_DISCONNECT', 'agent-hung-up'],
    ['TELECOM_PROBLEM', 'line-lost'],
    ['EXPIRED', 'time-limit'],
    ['SOMETHING_NEW', 'line-error'],
    [undefined, 'line-error'],
  ])('end the call by %s as %s', async (disconnectReason, reason) => {
    const call = aLexCall();
    await call.enter();
    await recordContactEvent(contactEvent('DISCONNECTED', { disconnectReason }), call.desk.ports);
    expect(call.state()).toMatchObject({ status: 'ended', endReason: reason });
  });

  it('keep the reason for which the agent itself hung up', async () => {
    const call = aLexCall();
    await call.enter();
    for (let silences = 0; silences < 3; silences += 1) await call.silence();
    await recordContactEvent(
      contactEvent('DISCONNECTED', { disconnectReason: 'CONTACT_FLOW_DISCONNECT' }),
      call.desk.ports,
    );
    expect(call.state().endReason).toBe('caller-silent');
  });

  it('leave one trace each however often and late they come', async () => {
    const call = await inTransfer();
    const { ports } = call.desk;
    const queued = contactEvent('QUEUED', { queueInfo: QUEUE });
    const over = contactEvent('DISCONNECTED', { disconnectReason: 'CUSTOMER_DISCONNECT' });
    const outcomes: string[] = [];
    for (const event of [queued, queued, over, over, queued])
      outcomes.push((await recordContactEvent(event, ports)).outcome);

    expect(outcomes).toEqual(['recorded', 'known-already', 'recorded', 'known-already', 'call-over']);
    expect(call.desk.records).toHaveLength(4);
  });

  it('come through when the hook takes the same turn at the same moment', async () => {
    const call = await inTransfer();
    const { ports } = call.desk;
    await Promise.all([
      recordContactEvent(contactEvent('QUEUED', { queueInfo: QUEUE }), ports),
      recordContactEvent(contactEvent('DISCONNECTED', { disconnectReason: 'CUSTOMER_DISCONNECT' }), ports),
      call.say('hello?'),
    ]);
    expect(call.desk.records.filter(({ request }) => request.cause === 'call-ended')).toHaveLength(1);
    expect(new Set(call.desk.records.map(({ turn }) => turn)).size).toBe(call.desk.records.length);
  });

  it('of other contacts and of no interest are left alone', async () => {
    const call = await inTransfer();
    const other = contactEvent('QUEUED', { contactId: 'somebody-else' });
    expect((await recordContactEvent(other, call.desk.ports)).outcome).toBe('not-our-call');
    const paused = contactEvent('PAUSED');
    expect((await recordContactEvent(paused, call.desk.ports)).outcome).toBe('nothing-to-record');
  });

  it('that are none are refused', async () => {
    const { ports } = aLexCall().desk;
    await expect(recordContactEvent({ detail: {} }, ports)).rejects.toThrow(/eventType/);
  });
});

describe('a transfer that nobody takes', () => {
  it.each(['closed', 'queue-full', 'failed'])(
    'because of "%s" ends with a promise, a ticket and a goodbye',
    async (progress) => {
      const call = await inTransfer();
      const answer = await call.enter({ step: 'unanswered', progress });

      expect(answer.route).toBe('end');
      expect(answer.prompt).toMatch(/call you back/);
      const [told] =
        call.desk.records.at(-1)?.events.filter(({ type }) => type === 'transfer.progressed') ?? [];
      if (told?.type !== 'transfer.progressed') throw new Error('No event tells of it.');
      expect(told.data).toMatchObject({ progress, ticket: expect.stringMatching(/^\d{6}$/) });
      expect(answer.prompt).toContain(told.data.ticket?.split('').join(' '));
      expect(call.state().status).toBe('wrapping-up');
    },
  );

  it('is promised once, with one ticket, however often the flow asks', async () => {
    const call = await inTransfer();
    const first = await call.enter({ step: 'unanswered', progress: 'closed' });
    const again = await call.enter({ step: 'unanswered', progress: 'closed' });
    expect(again.prompt).toBe(first.prompt);
    expect(call.desk.records).toHaveLength(3);
  });

  it('can be the first that is heard of a call whose beginning was lost', async () => {
    const call = aLexCall();
    const answer = await call.enter({ step: 'unanswered', progress: 'closed' });
    expect(answer.prompt).toMatch(/call you back/);
    expect(call.desk.records.map(({ request }) => request.cause)).toEqual([
      'call-started',
      'transfer-progressed',
    ]);
  });
});
