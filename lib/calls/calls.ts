import { Duration } from 'aws-cdk-lib';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import type { EventBus } from 'aws-cdk-lib/aws-events';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { ParleyFunction } from '../function.ts';
import { CallsTable } from './calls-table.ts';
import { DeadLetters } from './dead-letters.ts';
import { CallEventBus } from './event-bus.ts';
import { TurnStreamReader } from './turn-stream-reader.ts';

/** A batch of 100 turns with retries towards EventBridge or DynamoDB stays well under it. */
const READER_TIMEOUT = Duration.seconds(30);
/** Readers wait more than they compute, and no caller waits for them. */
const READER_MEMORY_MB = 512;

/**
 * The record of calls and what follows from it: the table, the bus with its archive, and the two functions
 * that read the table's stream: one publishes each turn's events, one keeps each call's header.
 */
export class Calls extends Construct {
  readonly table: Table;
  readonly bus: EventBus;
  readonly deadLetters: Queue;
  readonly publishEvents: ParleyFunction;
  readonly callHeader: ParleyFunction;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.table = new CallsTable(this, 'Store').table;
    this.bus = new CallEventBus(this, 'Events').bus;
    this.deadLetters = new DeadLetters(this, 'DeadLetters').queue;
    this.publishEvents = this.#publishEvents();
    this.callHeader = this.#callHeader();
  }

  #publishEvents(): ParleyFunction {
    const publisher = new ParleyFunction(this, 'PublishEvents', {
      entry: 'lambdas/publish-events/handler.ts',
      description: 'Publishes the events of each committed turn on the bus.',
      timeout: READER_TIMEOUT,
      memoryMb: READER_MEMORY_MB,
      environment: { EVENT_BUS: this.bus.eventBusName },
    });
    publisher.role.addToPolicy(
      new PolicyStatement({ actions: ['events:PutEvents'], resources: [this.bus.eventBusArn] }),
    );
    this.#readTurns('PublishEventsReader', publisher);
    return publisher;
  }

  #callHeader(): ParleyFunction {
    const header = new ParleyFunction(this, 'CallHeader', {
      entry: 'lambdas/call-header/handler.ts',
      description: 'Keeps the header of each call, which analysts query, up to date with its turns.',
      timeout: READER_TIMEOUT,
      memoryMb: READER_MEMORY_MB,
      environment: { CALLS_TABLE: this.table.tableName },
    });
    header.role.addToPolicy(
      new PolicyStatement({
        actions: ['dynamodb:PutItem'],
        resources: [this.table.tableArn],
      }),
    );
    this.#readTurns('CallHeaderReader', header);
    return header;
  }

  #readTurns(id: string, reader: ParleyFunction): void {
    const streamArn = this.table.tableStreamArn;
    if (streamArn === undefined)
      throw new Error('The calls table has no stream; CallsTable must declare one.');
    new TurnStreamReader(this, id, { streamArn, reader, deadLetters: this.deadLetters });
  }
}
