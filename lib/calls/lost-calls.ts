import { Duration } from 'aws-cdk-lib';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction as FunctionTarget } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { CALLS_INDEXES } from '../../adapters/dynamodb/tables.ts';
import { ParleyFunction } from '../function.ts';

/** A lost call stays open in the record for this long at most beyond what `agent/call/lost-call.ts` waits. */
const SWEEP_EVERY = Duration.minutes(5);
/** A look at each open call, one after the other; calls that are left over are ended by the next sweep. */
const TIMEOUT = Duration.seconds(30);
/** It waits for the table. */
const MEMORY_MB = 256;

export interface LostCallsProps {
  callsTable: Table;
  turnFunction: LambdaFunction;
  deadLetters: Queue;
}

/**
 * Ends the calls that nobody holds any more. A line that dies cannot say so: a killed task of the media service,
 * a contact event that never came. A sweep by the clock finds their calls and has the turn function end them.
 */
export class LostCalls extends Construct {
  readonly parley: ParleyFunction;

  constructor(scope: Construct, id: string, { callsTable, turnFunction, deadLetters }: LostCallsProps) {
    super(scope, id);
    this.parley = new ParleyFunction(this, 'Sweep', {
      entry: 'lambdas/end-lost-calls/handler.ts',
      description: 'Ends the calls in the record that nobody holds any more.',
      timeout: TIMEOUT,
      memoryMb: MEMORY_MB,
      environment: { CALLS_TABLE: callsTable.tableName, TURN_FUNCTION: turnFunction.functionName },
      deadLetters,
    });
    this.parley.role.addToPolicy(
      new PolicyStatement({
        actions: ['dynamodb:Query'],
        resources: [callsTable.tableArn, `${callsTable.tableArn}/index/${CALLS_INDEXES.byOutcome.name}`],
      }),
    );
    this.parley.role.addToPolicy(
      new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [turnFunction.functionArn] }),
    );
    new Rule(this, 'Rule', {
      description: 'Time to look for calls that nobody holds any more.',
      schedule: Schedule.rate(SWEEP_EVERY),
      targets: [new FunctionTarget(this.parley.function, { maxEventAge: SWEEP_EVERY })],
    });
  }
}
