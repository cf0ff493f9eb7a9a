import { Duration } from 'aws-cdk-lib';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { CALENDAR_INDEXES } from '../../adapters/dynamodb/tables.ts';
import type { CompiledPlaybook } from '../../agent/playbook/compiled-playbook.ts';
import { ParleyFunction } from '../function.ts';
import { streamFromModels } from './bedrock-models.ts';
import { CalendarTable } from './calendar-table.ts';

/** Lex waits no longer for a code hook, and no caller on any line should (Lex V2 developer guide, quotas). */
const TURN_TIMEOUT = Duration.seconds(30);
/**
 * A turn mostly waits for the model, and memory is paid for while it waits; but the CPU that comes with it
 * shortens a cold start, which a caller hears.
 */
const TURN_MEMORY_MB = 1024;

export interface AgentProps {
  callsTable: Table;
  playbooks: readonly CompiledPlaybook[];
}

/** The brain: the turn function with its playbooks inside, and the calendar that its tools book in. */
export class Agent extends Construct {
  readonly calendar: Table;
  readonly turn: ParleyFunction;

  constructor(scope: Construct, id: string, props: AgentProps) {
    super(scope, id);
    this.calendar = new CalendarTable(this, 'Calendar').table;
    this.turn = new ParleyFunction(this, 'Turn', {
      entry: 'lambdas/turn/handler.ts',
      description: 'Takes one turn of a call: what the caller said in, what the agent says and does out.',
      timeout: TURN_TIMEOUT,
      memoryMb: TURN_MEMORY_MB,
      environment: { CALLS_TABLE: props.callsTable.tableName, CALENDAR_TABLE: this.calendar.tableName },
      files: { 'playbooks.json': JSON.stringify(props.playbooks) },
    });
    this.#allowRecord(props.callsTable);
    this.#allowBooking();
    const models = props.playbooks.flatMap((playbook) => playbook.source.models.map((model) => model.id));
    for (const statement of streamFromModels(this, models)) this.turn.role.addToPolicy(statement);
  }

  /** A turn is read and written once; nothing of the record can be changed or deleted by this function. */
  #allowRecord(callsTable: Table): void {
    this.turn.role.addToPolicy(
      new PolicyStatement({
        actions: ['dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:PutItem'],
        resources: [callsTable.tableArn],
      }),
    );
  }

  #allowBooking(): void {
    this.turn.role.addToPolicy(
      new PolicyStatement({
        actions: [
          'dynamodb:GetItem',
          'dynamodb:Query',
          'dynamodb:PutItem',
          'dynamodb:UpdateItem',
          'dynamodb:DeleteItem',
        ],
        resources: [this.calendar.tableArn],
      }),
    );
    this.turn.role.addToPolicy(
      new PolicyStatement({
        actions: ['dynamodb:Query'],
        resources: [`${this.calendar.tableArn}/index/${CALENDAR_INDEXES.byPhone.name}`],
      }),
    );
  }
}
