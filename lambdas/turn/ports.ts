import { randomUUID } from 'node:crypto';
import { bedrockClient, bedrockModel, modelBreaker } from '../../adapters/bedrock/converse.ts';
import { inProcessBreaker } from '../../adapters/breaker.ts';
import { dynamoCalendar } from '../../adapters/dynamodb/calendar.ts';
import { dynamoCallStore } from '../../adapters/dynamodb/call-store.ts';
import { documentClient } from '../../adapters/dynamodb/client.ts';
import { guardedCalendar } from '../../adapters/guarded-calendar.ts';
import { systemTimer } from '../../adapters/timer.ts';
import { understand } from '../../agent/capture/understand.ts';
import type { Model, TurnPorts } from '../../agent/conversation/ports.ts';
import { prepareKnowledge } from '../../agent/knowledge/retrieve.ts';
import type { CompiledPlaybook } from '../../agent/playbook/compiled-playbook.ts';
import { scriptModel } from '../../agent/script/script-model.ts';
import { toolbox } from '../../agent/tools/tools.ts';
import { deployedPlaybooks } from './playbooks.ts';

export interface TurnTables {
  calls: string;
  calendar: string;
}

/**
 * What the turn needs, on AWS. Made once per execution environment: it holds the connections and what the
 * breakers have learned, and nothing of any call.
 */
export function turnPorts(tables: TurnTables, playbooks: readonly CompiledPlaybook[]): TurnPorts {
  for (const playbook of playbooks) prepareKnowledge(playbook);
  const client = documentClient();
  const now = () => Date.now();
  const calendar = dynamoCalendar({ client, table: tables.calendar, now, newAttempt: randomUUID });
  const calendarBreaker = inProcessBreaker({ dependency: 'The calendar', counts: () => true });
  return {
    store: dynamoCallStore(client, tables.calls),
    playbooks: deployedPlaybooks(playbooks),
    tools: toolbox(guardedCalendar(calendar, calendarBreaker)),
    models: modelsInOrder(playbooks),
    understand,
    clock: { now },
    timer: systemTimer,
  };
}

/** Each playbook's Bedrock models in its order, then the script, which is the last resort of every call. */
function modelsInOrder(playbooks: readonly CompiledPlaybook[]): (playbook: CompiledPlaybook) => Model[] {
  const client = bedrockClient();
  const ids = new Set(playbooks.flatMap(({ source }) => source.models.map((model) => model.id)));
  const models = new Map([...ids].map((id) => [id, bedrockModel(client, id, modelBreaker(id))]));
  const script = scriptModel();
  return (playbook) => {
    const named = playbook.source.models.flatMap(({ id }) => models.get(id) ?? []);
    return [...named, script];
  };
}
