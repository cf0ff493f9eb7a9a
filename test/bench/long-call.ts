import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { dynamoCallStore } from '../../adapters/dynamodb/call-store.ts';
import type { CallStore, Model } from '../../agent/conversation/ports.ts';
import { renderPrompt } from '../../agent/conversation/prompt.ts';
import { takeTurn } from '../../agent/conversation/take-turn.ts';
import type { CompiledPlaybook } from '../../agent/playbook/compiled-playbook.ts';
import { scriptModel } from '../../agent/script/script-model.ts';
import type { TurnRequest } from '../../agent/turn/turn-request.ts';
import { countTokens } from '../../local/services/bedrock/converse-events.ts';
import { dentalPlaybook } from '../builders/a-talk.ts';
import { aBrain, connectCall } from '../builders/a-telephone.ts';
import { CALLS_TABLE, startTables } from '../builders/tables.ts';
import { CALL_ID } from '../builders/text-handset.ts';
import { virtualClock } from '../builders/virtual-clock.ts';

/**
 * What a turn late in a long call costs beside one in the middle: 45 minutes and 150 turns in virtual time,
 * the record in a real DynamoDB engine. Run: npm run bench:long-call
 *
 * Sizes are bytes of JSON, units those that DynamoDB charges, tokens of the prompt a fourth of its characters.
 */
const TURNS = 150;
const MINUTES = 45;
/** Turns 20 to 30 against the last ten. */
const MIDDLE = [20, 30] as const;
const LAST = 10;
/** The goal: late turns cost within this share of what those in the middle cost. */
const GOAL = 0.1;

const BEGINNING = ["I'd like to book a cleaning", 'next Tuesday at three', 'Maria Lopez'];
const QUESTIONS = ['what are your opening hours', 'where can I park', 'do you take insurance'];
/** A caller who thinks for so long makes 45 minutes of 150 turns. */
const THINKS_MS = 7_000;

/** What one turn cost. */
interface TurnCost {
  itemBytes: number;
  readUnits: number;
  writeUnits: number;
  promptTokens: number;
}
type Measure = keyof TurnCost;
const MEASURES: readonly Measure[] = ['itemBytes', 'readUnits', 'writeUnits', 'promptTokens'];

interface LongCall {
  line: string;
  minutes: number;
  turns: number;
  /** Nothing of the call's beginning was lost and no turn is missing. */
  whole: boolean;
  costs: TurnCost[];
}

const calls = [await onConnect(), await onMedia()];
for (const call of calls) process.stdout.write(`${described(call)}\n`);
if (
  !calls.every((call) => call.whole && MEASURES.every((measure) => Math.abs(growth(call, measure)) <= GOAL))
)
  process.exitCode = 1;

/** The Connect line: flow, bot and hook, entered again whenever Lex's 15 minutes are over. */
async function onConnect(): Promise<LongCall> {
  const tables = await startTables();
  const meter = costMeter(tables.client);
  const call = await connectCall({
    agent: patient(dentalPlaybook()),
    store: meter.store,
    models: [meter.model],
    moves: [...BEGINNING, ...questions(TURNS - BEGINNING.length)],
    thinksMs: THINKS_MS,
  });
  const records = await call.records();
  await tables.close();
  return {
    line: `connect (${call.handset.blocks().filter((block) => block === 'talk').length} conversations with Lex)`,
    minutes: call.handset.clock.now() / 60_000,
    turns: records.length,
    whole: isWhole(records.map(({ turn }) => turn)) && records.at(-1)?.state.fields.name !== undefined,
    costs: meter.costs(),
  };
}

/** The media line: the requests that the media service sends, one a turn, with what was heard of the last answer. */
async function onMedia(): Promise<LongCall> {
  const tables = await startTables();
  const meter = costMeter(tables.client);
  const clock = virtualClock();
  const brain = aBrain(clock, {
    agent: patient(dentalPlaybook()),
    store: meter.store,
    models: [meter.model],
  });
  let heard = '';
  const take = async (request: TurnRequest): Promise<void> => {
    heard = '';
    for await (const event of takeTurn(request, brain.ports)) if (event.type === 'say') heard += event.text;
    await clock.advance((MINUTES * 60_000) / TURNS);
  };
  const common = { callId: CALL_ID, line: 'browser', mode: 'commit' } as const;
  await take({ ...common, turn: 1, cause: 'call-started', playbook: 'dental-appointments' });
  for (const [index, text] of [...BEGINNING, ...questions(TURNS - BEGINNING.length)].entries()) {
    const turn = index + 2;
    const played = { turn: turn - 1, heard, complete: true, latency: { firstAudioMs: 500 } };
    const startMs = clock.now();
    const said = { text, locale: 'en-US', confidence: 0.9, startMs, endMs: startMs + 2_000 };
    await take({ ...common, turn, played, cause: 'caller-said', said });
  }
  const records = await brain.records();
  await tables.close();
  return {
    line: 'media',
    minutes: clock.now() / 60_000,
    turns: records.length,
    whole: isWhole(records.map(({ turn }) => turn)) && records.at(-1)?.state.fields.name !== undefined,
    costs: meter.costs(),
  };
}

/** The dental practice with limits that a call of this length does not reach. */
function patient({ source, ...compiled }: CompiledPlaybook): CompiledPlaybook {
  return { ...compiled, source: { ...source, limits: { ...source.limits, callMinutes: 120, turns: 1_000 } } };
}

function questions(count: number): string[] {
  return Array.from({ length: count }, (_, index) => QUESTIONS[index % QUESTIONS.length] ?? '');
}

function isWhole(turns: readonly number[]): boolean {
  return turns.every((turn, index) => turn === index + 1);
}

/** Counts what the store is charged and what the model is told, turn by turn. */
function costMeter(client: DynamoDBDocumentClient) {
  const costs: TurnCost[] = [];
  let running = { readUnits: 0, writeUnits: 0, promptTokens: 0 };
  // The document client hands every command on to a client of its own: what it is charged is counted once.
  const counted = new WeakSet<object>();
  client.middlewareStack.add(
    (next, context) => async (args) => {
      Object.assign(args.input, { ReturnConsumedCapacity: 'TOTAL' });
      const result = await next(args);
      if (counted.has(result.output)) return result;
      counted.add(result.output);
      const isWrite = /Put|Update|Delete/.test(String(context.commandName));
      running[isWrite ? 'writeUnits' : 'readUnits'] += chargedIn(result.output);
      return result;
    },
    { step: 'initialize', name: 'countCapacity' },
  );
  const inner = dynamoCallStore(client, CALLS_TABLE);
  const store: CallStore = {
    newestTurn: (callId) => inner.newestTurn(callId),
    turn: (callId, turn) => inner.turn(callId, turn),
    callsFrom: (from) => inner.callsFrom(from),
    commit: async (record) => {
      const outcome = await inner.commit(record);
      if (outcome === 'committed') {
        costs.push({ itemBytes: Buffer.byteLength(JSON.stringify(record)), ...running });
        running = { readUnits: 0, writeUnits: 0, promptTokens: 0 };
      }
      return outcome;
    },
  };
  const script = scriptModel();
  const model: Model = {
    name: 'counted',
    write: (request, signal) => {
      running.promptTokens = countTokens(JSON.stringify(renderPrompt(request)));
      return script.write(request, signal);
    },
  };
  return { store, model, costs: () => costs };
}

function chargedIn(output: object): number {
  if (!('ConsumedCapacity' in output)) return 0;
  const { ConsumedCapacity: charged } = output;
  if (typeof charged !== 'object' || charged === null || !('CapacityUnits' in charged)) return 0;
  return Number(charged.CapacityUnits);
}

function middleAndLast({ costs }: LongCall, measure: Measure): [middle: number, last: number] {
  const [from, to] = MIDDLE;
  const mean = (turns: readonly TurnCost[]): number =>
    turns.reduce((sum, cost) => sum + cost[measure], 0) / Math.max(1, turns.length);
  // The very last turn is the end of the call, for which nothing is said.
  return [mean(costs.slice(from - 1, to)), mean(costs.slice(-LAST - 1, -1))];
}

function growth(call: LongCall, measure: Measure): number {
  const [middle, last] = middleAndLast(call, measure);
  return last / middle - 1;
}

function described(call: LongCall): string {
  const rows = MEASURES.map((measure) => {
    const [middle, last] = middleAndLast(call, measure);
    const percent = (growth(call, measure) * 100).toFixed(1);
    return `  ${measure.padEnd(14)}${middle.toFixed(1).padStart(10)}${last.toFixed(1).padStart(10)}${`${percent} %`.padStart(10)}`;
  });
  return [
    `${call.line}: ${call.turns} turns in ${call.minutes.toFixed(1)} minutes, ${call.whole ? 'nothing lost' : 'NOT WHOLE'}`,
    `  ${'mean a turn'.padEnd(14)}${'20 to 30'.padStart(10)}${'last ten'.padStart(10)}${'growth'.padStart(10)}`,
    ...rows,
  ].join('\n');
}
