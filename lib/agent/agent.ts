import { Duration } from 'aws-cdk-lib';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import type { CompiledPlaybook } from '../../agent/playbook/compiled-playbook.ts';
import type { ParleyFunction } from '../function.ts';
import { CalendarTable } from './calendar-table.ts';
import { CustomersTable } from './customers-table.ts';
import { PlaybooksTable } from './playbooks-table.ts';
import { makeThinker, type TurnResources } from './thinker.ts';

/** Lex waits no longer for a code hook, and no caller on any line should (Lex V2 developer guide, quotas). */
export const TURN_TIMEOUT = Duration.seconds(30);

export interface AgentProps {
  callsTable: Table;
  playbooks: readonly CompiledPlaybook[];
}

/** The brain: the turn function with its playbooks inside, and the calendar that its tools book in. */
export class Agent extends Construct {
  readonly calendar: Table;
  /** Leads and tickets. */
  readonly customers: Table;
  readonly turn: ParleyFunction;
  /** What another function needs to take turns itself. */
  readonly resources: TurnResources;

  constructor(scope: Construct, id: string, props: AgentProps) {
    super(scope, id);
    this.calendar = new CalendarTable(this, 'Calendar').table;
    const playbooksTable = new PlaybooksTable(this, 'Playbooks').table;
    this.customers = new CustomersTable(this, 'Customers').table;
    const { calendar, customers } = this;
    this.resources = { ...props, calendar, playbooksTable, customers };
    this.turn = makeThinker(this, 'Turn', {
      ...this.resources,
      entry: 'lambdas/turn/handler.ts',
      description: 'Takes one turn of a call: what the caller said in, what the agent says and does out.',
      timeout: TURN_TIMEOUT,
    });
  }
}
