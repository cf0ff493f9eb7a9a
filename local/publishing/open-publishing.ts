import { GetFunctionConfigurationCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { documentClient } from '../../adapters/dynamodb/client.ts';
import { dynamoPlaybookStore } from '../../adapters/dynamodb/playbook-store.ts';
import type { PlaybookStore } from '../../agent/playbook/publication.ts';
import { CommandFailed } from '../command-failed.ts';
import { findStack } from '../running-stack.ts';

/** Where playbooks are published: a deployment's store, and the versions inside the deployment. */
export interface Publishing extends Disposable {
  store: PlaybookStore;
  /** Version by id of the playbook. */
  deployed: ReadonlyMap<string, string>;
}

export interface PublishingOptions {
  /** The turn function of a deployment in AWS; the laptop's cloud when absent. */
  function?: string | undefined;
  /** Where the laptop's cloud runs. */
  data: string;
}

/** How the SDK reaches the deployment; nothing of it for AWS itself, whose credentials the SDK finds. */
interface Reach {
  functionName: string;
  lambda?: { endpoint: string; region: string; credentials: typeof LOCAL };
  dynamodb?: { endpoint: string; region: string; credentials: typeof LOCAL };
}

const LOCAL = { accessKeyId: 'local', secretAccessKey: 'local' };

/**
 * Opens the store of a deployment: the turn function tells its table, and the versions inside it.
 *
 * @throws CommandFailed when no laptop's cloud runs, or the function cannot be asked.
 */
export async function openPublishing(options: PublishingOptions): Promise<Publishing> {
  const reach = options.function === undefined ? onLaptop(options.data) : { functionName: options.function };
  const variables = await variablesOf(reach);
  const { PLAYBOOKS_TABLE: table, DEPLOYED_PLAYBOOKS: deployed } = variables;
  if (table === undefined || deployed === undefined)
    throw new CommandFailed(
      `${reach.functionName} is no turn function of Parley: it has no PLAYBOOKS_TABLE. Its name is the output TurnFunctionOutput of the stack.`,
    );
  const client = documentClient(reach.dynamodb);
  return {
    store: dynamoPlaybookStore(client, table),
    deployed: new Map(
      deployed.split(' ').flatMap((pair): [string, string][] => {
        const [id, version] = pair.split('=');
        return id === undefined || version === undefined ? [] : [[id, version]];
      }),
    ),
    [Symbol.dispose]: () => client.destroy(),
  };
}

function onLaptop(dataDirectory: string): Reach {
  const found = findStack(dataDirectory);
  if (found?.running !== true)
    throw new CommandFailed(
      'Parley does not run on this machine. Start it with npm start, or name the turn function of a deployment with --function.',
    );
  const { environment, outputs } = found.stack;
  const functionName = outputs.TurnFunctionOutput;
  const [lambda, dynamodb, region] = [
    environment.AWS_ENDPOINT_URL_LAMBDA,
    environment.AWS_ENDPOINT_URL_DYNAMODB,
    environment.AWS_REGION,
  ];
  if (functionName === undefined || lambda === undefined || dynamodb === undefined || region === undefined)
    throw new CommandFailed('The running stack does not tell its turn function, or where its services are.');
  const at = (endpoint: string) => ({ endpoint, region, credentials: LOCAL });
  return { functionName, lambda: at(lambda), dynamodb: at(dynamodb) };
}

async function variablesOf({ functionName, lambda }: Reach): Promise<Record<string, string>> {
  const client = new LambdaClient(lambda ?? {});
  try {
    const asked = new GetFunctionConfigurationCommand({ FunctionName: functionName });
    return (await client.send(asked)).Environment?.Variables ?? {};
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new CommandFailed(`The function ${functionName} could not be asked what is deployed: ${why}`);
  } finally {
    client.destroy();
  }
}
