import os from 'node:os';
import { parseArgs } from 'node:util';
import { startLaptop } from '../../local/laptop.ts';
import { readArtefacts } from '../../local/telephone/artefacts.ts';
import { telephoneAws } from '../../local/telephone/aws.ts';
import { type SipTransaction, sipEvent } from '../../local/telephone/chime/event.ts';
import { readSipResponse } from '../../local/telephone/chime/response.ts';
import { flowFunctionEvent } from '../../local/telephone/connect/flow-function-event.ts';
import { newContact } from '../../local/telephone/flow/contact.ts';
import { hookEvent } from '../../local/telephone/lex/hook-event.ts';
import { readHookResponse } from '../../local/telephone/lex/hook-response.ts';
import { percentilesOf, tableOf } from './percentiles.ts';

/**
 * From the decision to transfer (the model's first token, which is the request for the tool) to the action
 * that transfers being returned: Lex's response with the route, and after it, on Chime PSTN, CallAndBridge.
 * Through the deployed bundles, at published latencies. Run: npm run bench:transfer
 */
const PLAYBOOK = 'dental-appointments';
const ASKS = 'can i speak to a person';
/** The goal for the 95th percentile, in milliseconds. */
const GOAL_MS = 1_000;

const { values } = parseArgs({ options: { calls: { type: 'string', default: '100' } } });
await using undo = new AsyncDisposableStack();
const laptop = await startLaptop({
  dataDirectory: 'memory',
  latency: 'published',
  seed: 1,
  realServices: new Set(),
  onProgress: (message) => process.stderr.write(`${message}\n`),
});
undo.defer(() => laptop.close());
const aws = telephoneAws(laptop.cloud.environment);
undo.defer(() => aws.close());
const { connect, chime } = readArtefacts(laptop.cloud.templates);
const alias = connect?.bots[0];
const locale = alias?.locales[0];
const hookArn = locale?.codeHookArn;
if (connect === undefined || alias === undefined || locale === undefined || hookArn === undefined)
  throw new Error('The laptop synthesizes no contact flow with a bot.');

const whole: number[] = [];
const decided: number[] = [];
const bridged: number[] = [];
let fellBack = 0;
for (let call = 0; call < Number(values.calls); call++) {
  const contactId = crypto.randomUUID();
  const attributes = await enter(contactId);
  const sessionAttributes = { ...attributes, playbook: PLAYBOOK, markup: 'ssml', line: 'connect', contactId };
  const session = { sessionId: contactId, alias, locale, sessionAttributes, requestId: crypto.randomUUID() };
  const event = hookEvent({ mode: 'Speech', transcript: ASKS, confidence: 0.9 }, session);
  const askedMs = performance.now();
  const answer = readHookResponse(await invoked(hookArn, event), 'plain');
  const hookMs = performance.now() - askedMs;
  if (answer.sessionAttributes.route !== 'transfer')
    throw new Error(`No transfer: ${JSON.stringify(answer)}`);
  const turn = (await laptop.record.turns(contactId)).at(-1);
  whole.push(hookMs);
  // The record has no moment of decision for a turn in which a model was given up and another one decided.
  if (turn?.latency.firstTokenMs === undefined || turn.fellBack.length > 0) {
    fellBack += 1;
    continue;
  }
  const untilDecidedMs = turn.latency.loadMs + turn.latency.firstTokenMs;
  decided.push(hookMs - untilDecidedMs);
  const pstnMs = await bridge(contactId, answer.sessionAttributes);
  if (pstnMs !== undefined) bridged.push(hookMs - untilDecidedMs + pstnMs);
}
process.stdout.write(
  `${tableOf({
    'asked for a person → Lex response (ms)': percentilesOf(whole),
    'decided → Lex response (ms)': percentilesOf(decided),
    'decided → CallAndBridge (ms)': percentilesOf(bridged),
  })}\nTurns in which a model was given up, not in the last two rows: ${fellBack}\nGoal: decided → transfer action returned, p95 under ${GOAL_MS} ms. This machine: ${os.availableParallelism()} processors, load ${os.loadavg()[0]?.toFixed(1)}\n`,
);
const worst = Math.max(percentilesOf(decided)?.p95 ?? 0, percentilesOf(bridged)?.p95 ?? 0);
if (worst >= GOAL_MS) process.exitCode = 1;

async function invoked(functionArn: string, event: unknown): Promise<unknown> {
  const outcome = await aws.invoke(functionArn, event);
  if (!outcome.ok) throw new Error(outcome.error);
  return outcome.payload;
}

/** The greeting: what the contact flow asks first. Its answer goes on into the session attributes. */
async function enter(contactId: string): Promise<Record<string, string>> {
  const contact = newContact({
    contactId,
    instanceArn: connect?.arn ?? '',
    to: '+12065550199',
    from: '+12065550123',
  });
  const parameters = {
    playbook: PLAYBOOK,
    step: 'enter',
    markup: 'ssml',
    locale: 'en-US',
    recognition: 'Advanced',
  };
  const answer = await invoked(hookArn ?? '', flowFunctionEvent(contact, parameters));
  return Object.fromEntries(Object.entries(answer ?? {}).map(([name, value]) => [name, String(value)]));
}

/** How long the application takes to answer the bot's end with CallAndBridge; undefined without Chime PSTN. */
async function bridge(
  transactionId: string,
  sessionAttributes: Readonly<Record<string, string>>,
): Promise<number | undefined> {
  if (chime === undefined) return undefined;
  const intent = { Name: 'FallbackIntent', Slots: {}, State: 'Fulfilled', ConfirmationState: 'None' };
  const transaction: SipTransaction = {
    transactionId,
    applicationId: chime.id,
    region: 'us-east-1',
    account: '000000000000',
    sequence: 2,
    attributes: {},
    participants: [
      {
        callId: transactionId,
        tag: 'LEG-A',
        to: '+12065550199',
        from: '+12065550123',
        startedAtMs: Date.now(),
        connected: true,
      },
    ],
  };
  const actionData = {
    Type: 'StartBotConversation',
    Parameters: { CallId: transactionId },
    CallId: transactionId,
    IntentResult: {
      SessionId: transactionId,
      SessionState: { SessionAttributes: sessionAttributes, Intent: intent },
      Interpretations: [],
    },
  };
  const toldMs = performance.now();
  const response = readSipResponse(
    await invoked(chime.functionArn, sipEvent('ACTION_SUCCESSFUL', transaction, { actionData })),
  );
  const tookMs = performance.now() - toldMs;
  if (!response.valid || !response.actions?.some(({ Type }) => Type === 'CallAndBridge'))
    throw new Error(`No CallAndBridge: ${JSON.stringify(response)}`);
  return tookMs;
}
