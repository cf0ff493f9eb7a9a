import type { Logger } from '@aws-lambda-powertools/logger';
import type * as z from 'zod';
import { bedrockClient, bedrockModel, modelBreaker } from '../../adapters/bedrock/converse.ts';
import { dynamoCallStore } from '../../adapters/dynamodb/call-store.ts';
import { documentClient } from '../../adapters/dynamodb/client.ts';
import { dynamoPlaybookStore } from '../../adapters/dynamodb/playbook-store.ts';
import type { TurnEnvironment } from '../../adapters/environment.ts';
import { loggedError } from '../../adapters/log.ts';
import { systemTimer } from '../../adapters/timer.ts';
import { understand } from '../../agent/capture/understand.ts';
import type { Model, TurnPorts } from '../../agent/conversation/ports.ts';
import { prepareKnowledge } from '../../agent/knowledge/retrieve.ts';
import type { CompiledPlaybook } from '../../agent/playbook/compiled-playbook.ts';
import { variantsOf } from '../../agent/playbook/variant.ts';
import { scriptModel } from '../../agent/script/script-model.ts';
import { livePlaybooks } from './playbooks.ts';
import { turnTools } from './tools.ts';

/**
 * What the turn needs, on AWS. Made once per execution environment: it holds the connections and what the
 * breakers have learned, and nothing of any call.
 */
export function turnPorts(
  environment: z.output<typeof TurnEnvironment>,
  playbooks: readonly CompiledPlaybook[],
  logger: Logger,
): TurnPorts {
  for (const playbook of playbooks) for (const variant of variantsOf(playbook)) prepareKnowledge(variant);
  const client = documentClient();
  const now = () => Date.now();
  return {
    store: dynamoCallStore(client, environment.CALLS_TABLE),
    playbooks: livePlaybooks({
      bundled: playbooks,
      store: dynamoPlaybookStore(client, environment.PLAYBOOKS_TABLE),
      elapsed: () => performance.now(),
      timer: systemTimer,
      onTrouble: (cause) => logger.warn('The store of playbooks failed', { error: loggedError(cause) }),
    }),
    tools: turnTools(environment, client, now),
    models: modelsInOrder(),
    understand,
    clock: { now },
    timer: systemTimer,
  };
}

/** Each playbook's Bedrock models in its order, then the script, which is the last resort of every call. */
function modelsInOrder(): (playbook: CompiledPlaybook) => Model[] {
  const client = bedrockClient();
  const models = new Map<string, Model>();
  const modelOf = (id: string): Model => {
    const model = models.get(id) ?? bedrockModel(client, id, modelBreaker(id));
    models.set(id, model);
    return model;
  };
  const script = scriptModel();
  return (playbook) => [...playbook.source.models.map(({ id }) => modelOf(id)), script];
}
