import * as z from 'zod';
import { CloudProblem } from '../cloud-problem.ts';
import type { DynamoEngine } from '../services/dynamodb-engine.ts';
import type { TableSpec } from './resources/dynamodb-table.ts';

const Described = z.object({
  Table: z.object({
    KeySchema: z.array(z.unknown()),
    GlobalSecondaryIndexes: z.array(z.object({ IndexName: z.string() })).default([]),
  }),
});

const Status = z.object({ Table: z.object({ TableStatus: z.string() }) });

/**
 * Makes a table of the template, or finds it as an earlier run left it.
 *
 * @throws CloudProblem when the one that is there has other keys or indexes than the template.
 */
export async function ensureTable(engine: DynamoEngine, spec: TableSpec): Promise<void> {
  const created = await engine.send('CreateTable', JSON.stringify(spec.createTable));
  if (created.status === 200) return untilActive(engine, spec.name);
  if (!created.body.includes('ResourceInUseException'))
    throw new CloudProblem(`The table ${spec.name} could not be made: ${created.body}`);
  const answer = await engine.send('DescribeTable', JSON.stringify({ TableName: spec.name }));
  const { Table } = Described.parse(JSON.parse(answer.body));
  if (shapeOf(Table) === shapeOf(spec.createTable)) return;
  throw new CloudProblem(
    `The table ${spec.name} was kept with other keys or indexes than the template has now. Start with --fresh to begin anew.`,
  );
}

/** Waits until a table that was just made takes reads and writes: as on AWS, that is a moment after it is there. */
export async function untilActive(engine: DynamoEngine, TableName: string): Promise<void> {
  for (;;) {
    const answer = await engine.send('DescribeTable', JSON.stringify({ TableName }));
    if (Status.parse(JSON.parse(answer.body)).Table.TableStatus === 'ACTIVE') return;
  }
}

interface Shape {
  KeySchema: unknown[];
  GlobalSecondaryIndexes?: { IndexName: string }[] | undefined;
}

function shapeOf({ KeySchema, GlobalSecondaryIndexes = [] }: Shape): string {
  return JSON.stringify([KeySchema, GlobalSecondaryIndexes.map(({ IndexName }) => IndexName).sort()]);
}
