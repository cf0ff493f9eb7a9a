import type { Duration } from 'aws-cdk-lib';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { CALENDAR_INDEXES, CALLS_INDEXES, COMPILED_PREFIX } from '../../adapters/dynamodb/tables.ts';
import type { CompiledPlaybook } from '../../agent/playbook/compiled-playbook.ts';
import { ParleyFunction } from '../function.ts';
import { streamFromModels } from './bedrock-models.ts';
import { readSecrets } from './connector-secrets.ts';

/**
 * A turn mostly waits for the model, and memory is paid for while it waits; but the CPU that comes with it
 * shortens a cold start, which a caller hears.
 */
const THINKER_MEMORY_MB = 1024;

/** What every function that takes turns works on. */
export interface TurnResources {
  callsTable: Table;
  calendar: Table;
  /** Versions that were published since the deployment. */
  playbooksTable: Table;
  /** Leads and tickets. */
  customers: Table;
  playbooks: readonly CompiledPlaybook[];
}

export interface ThinkerProps extends TurnResources {
  /** Source file with `export const handler`, relative to the repository's root. */
  entry: string;
  description: string;
  timeout: Duration;
  /** Further environment, beside the names of the tables. */
  environment?: Record<string, string>;
}

/** Makes a function that takes turns of calls itself: the playbooks inside, the tables and the models in reach. */
export function makeThinker(scope: Construct, id: string, props: ThinkerProps): ParleyFunction {
  const { callsTable, calendar, playbooksTable, customers, playbooks, environment, ...own } = props;
  const thinker = new ParleyFunction(scope, id, {
    ...own,
    memoryMb: THINKER_MEMORY_MB,
    environment: {
      CALLS_TABLE: callsTable.tableName,
      CALENDAR_TABLE: calendar.tableName,
      PLAYBOOKS_TABLE: playbooksTable.tableName,
      CUSTOMERS_TABLE: customers.tableName,
      DEPLOYED_PLAYBOOKS: playbooks.map((playbook) => `${playbook.id}=${playbook.version}`).join(' '),
      ...environment,
    },
    files: { 'playbooks.json': JSON.stringify(playbooks) },
  });
  allowRecord(thinker, callsTable);
  allowBooking(thinker, calendar);
  allowPlaybooks(thinker, playbooksTable);
  allowCustomers(thinker, customers);
  for (const statement of readSecrets(scope, playbooks)) thinker.role.addToPolicy(statement);
  const models = playbooks.flatMap((playbook) => playbook.source.models.map((model) => model.id));
  for (const statement of streamFromModels(scope, models)) thinker.role.addToPolicy(statement);
  return thinker;
}

/** A turn is read and written once; nothing of the record can be changed or deleted by such a function. */
function allowRecord({ role }: ParleyFunction, callsTable: Table): void {
  role.addToPolicy(
    new PolicyStatement({
      actions: ['dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:PutItem'],
      resources: [callsTable.tableArn],
    }),
  );
  // How often a caller called before is counted for playbooks that ask.
  role.addToPolicy(
    new PolicyStatement({
      actions: ['dynamodb:Query'],
      resources: [`${callsTable.tableArn}/index/${CALLS_INDEXES.byCaller.name}`],
    }),
  );
}

/** Leads and tickets are read, made and changed one by one; none can be deleted or listed by such a function. */
function allowCustomers({ role }: ParleyFunction, customers: Table): void {
  role.addToPolicy(
    new PolicyStatement({
      actions: ['dynamodb:GetItem', 'dynamodb:PutItem'],
      resources: [customers.tableArn],
    }),
  );
}

/** Reads what was published, and keeps the versions that calls begin with; it cannot publish. */
function allowPlaybooks({ role }: ParleyFunction, playbooksTable: Table): void {
  role.addToPolicy(
    new PolicyStatement({ actions: ['dynamodb:Query'], resources: [playbooksTable.tableArn] }),
  );
  role.addToPolicy(
    new PolicyStatement({
      actions: ['dynamodb:PutItem'],
      resources: [playbooksTable.tableArn],
      conditions: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': [`${COMPILED_PREFIX}*`] } },
    }),
  );
}

function allowBooking({ role }: ParleyFunction, calendar: Table): void {
  role.addToPolicy(
    new PolicyStatement({
      actions: [
        'dynamodb:GetItem',
        'dynamodb:Query',
        'dynamodb:PutItem',
        'dynamodb:UpdateItem',
        'dynamodb:DeleteItem',
      ],
      resources: [calendar.tableArn],
    }),
  );
  role.addToPolicy(
    new PolicyStatement({
      actions: ['dynamodb:Query'],
      resources: [`${calendar.tableArn}/index/${CALENDAR_INDEXES.byPhone.name}`],
    }),
  );
}
