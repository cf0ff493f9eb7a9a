import { existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { dynamoCallStore } from '../../adapters/dynamodb/call-store.ts';
import { dynamoPlaybookStore } from '../../adapters/dynamodb/playbook-store.ts';
import type { CallState } from '../../agent/call/call-state.ts';
import type { CompiledPlaybook } from '../../agent/playbook/compiled-playbook.ts';
import { readPlaybooks } from '../../lambdas/turn/playbooks.ts';
import { CloudProblem } from '../cloud-problem.ts';
import type { FunctionSpec } from '../lambda/function-process.ts';

/** What `lib/` puts beside the bundle of a function that needs playbooks: a list of `CompiledPlaybook`. */
const PLAYBOOKS_FILE = 'playbooks.json';

/** What the laptop's services may know of the calls that they serve. */
export interface CallLookup {
  /** The playbooks that were deployed. */
  readonly playbooks: readonly CompiledPlaybook[];
  /** A version of a playbook, deployed or published; undefined when there is none. */
  playbook(id: string, version: string): Promise<CompiledPlaybook | undefined>;
  /** Where a call stands after its newest committed turn; undefined before its first. */
  stateOf(callId: string): Promise<CallState | undefined>;
}

/** Looks calls up in the table and the playbooks that the template's functions use. */
export function callLookup(
  functions: readonly FunctionSpec[],
  dynamodb: { endpoint: string; region: string },
): CallLookup & { close(): void } {
  const client = new DynamoDBClient({
    ...dynamodb,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  const document = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
  const store = dynamoCallStore(document, tableOf(functions, 'CALLS_TABLE'));
  const published = dynamoPlaybookStore(document, tableOf(functions, 'PLAYBOOKS_TABLE'));
  const playbooks = deployedPlaybooks(functions);
  const known = new Map(playbooks.map((each) => [`${each.id} ${each.version}`, each]));
  return {
    playbooks,
    async playbook(id, version) {
      const key = `${id} ${version}`;
      const found = known.get(key) ?? (await published.version(id, version));
      if (found !== undefined) known.set(key, found);
      return found;
    },
    stateOf: async (callId) => (await store.newestTurn(callId))?.state,
    close: () => client.destroy(),
  };
}

function tableOf(functions: readonly FunctionSpec[], variable: string): string {
  const name = functions.map(({ environment }) => environment[variable]).find((one) => one !== undefined);
  if (name === undefined) throw new CloudProblem(`No function of the template is given ${variable}.`);
  return name;
}

/** The playbooks beside the bundles. */
function deployedPlaybooks(functions: readonly FunctionSpec[]): CompiledPlaybook[] {
  return functions.flatMap(({ directory }): CompiledPlaybook[] => {
    const file = path.join(directory, PLAYBOOKS_FILE);
    return existsSync(file) ? readPlaybooks(pathToFileURL(file)) : [];
  });
}
