import type { Logger } from '@aws-lambda-powertools/logger';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type * as z from 'zod';
import { dynamoCallStore } from '../../adapters/dynamodb/call-store.ts';
import { documentClient } from '../../adapters/dynamodb/client.ts';
import { dynamoPlaybookStore } from '../../adapters/dynamodb/playbook-store.ts';
import type { TurnEnvironment } from '../../adapters/environment.ts';
import { loggedError } from '../../adapters/logged-error.ts';
import { systemTimer } from '../../adapters/timer.ts';
import type { Clock, Hear, Model, TurnPorts } from '../../agent/conversation/ports.ts';
import type { CompiledPlaybook } from '../../agent/playbook/compiled-playbook.ts';
import { SCRIPT_NAME } from '../../agent/script/script-name.ts';
import type { Tools } from '../../agent/tools/tool.ts';
import { livePlaybooks } from './playbooks.ts';

/**
 * What the turn needs, on AWS. Made once per execution environment: it holds the connections and what the
 * breakers have learned, and nothing of any call.
 */
export function turnPorts(
  environment: z.output<typeof TurnEnvironment>,
  playbooks: readonly CompiledPlaybook[],
  logger: Logger,
): TurnPorts {
  const client = documentClient();
  const clock: Clock = { now: () => Date.now() };
  return {
    store: dynamoCallStore(client, environment.CALLS_TABLE),
    playbooks: livePlaybooks({
      bundled: playbooks,
      store: dynamoPlaybookStore(client, environment.PLAYBOOKS_TABLE),
      elapsed: () => performance.now(),
      timer: systemTimer,
      onTrouble: (cause) => logger.warn('The store of playbooks failed', { error: loggedError(cause) }),
    }),
    tools: lateTools(environment, client, clock),
    models: modelsInOrder(),
    hear: lateHearing(clock),
    clock,
    timer: systemTimer,
  };
}

/** What makes something once, when it is first asked for. */
function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

/** What reads the caller's words is loaded with the first of them: no greeting waits for it. */
function lateHearing(clock: Clock): Hear {
  const hear = once(async () => {
    const [{ hearing }, { understand }] = await Promise.all([
      import('../../agent/conversation/hear.ts'),
      import('../../agent/capture/understand.ts'),
    ]);
    return hearing(understand, clock);
  });
  return async (asked) => (await hear())(asked);
}

/** The tools, loaded with their clients when the first of them is used. */
function lateTools(
  environment: z.output<typeof TurnEnvironment>,
  client: DynamoDBDocumentClient,
  { now }: Clock,
): Tools {
  const tools = once(async () => (await import('./tools.ts')).turnTools(environment, client, now));
  return { run: async (call, context) => (await tools()).run(call, context) };
}

/** Each playbook's Bedrock models in its order, then the script, which is the last resort of every call. */
function modelsInOrder(): (playbook: CompiledPlaybook) => Model[] {
  const bedrock = once(async () => (await import('./bedrock.ts')).bedrockModels());
  const models = new Map<string, Model>();
  const modelOf = (id: string): Model => {
    const model = models.get(id) ?? lateModel(id, async () => (await bedrock())(id));
    models.set(id, model);
    return model;
  };
  const script = lateModel(SCRIPT_NAME, async () =>
    (await import('../../agent/script/script-model.ts')).scriptModel(),
  );
  return (playbook) => [...playbook.source.models.map(({ id }) => modelOf(id)), script];
}

/** A model that is loaded when it first writes. */
function lateModel(name: string, load: () => Promise<Model>): Model {
  const model = once(load);
  return {
    name,
    async *write(request, signal) {
      yield* (await model()).write(request, signal);
    },
  };
}
