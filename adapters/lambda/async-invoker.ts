import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';

/** Lambda takes an asynchronous invocation in a few milliseconds; a caller is waiting for "one moment". */
const REQUEST_TIMEOUT_MS = 1_500;

/** Hands an event to a function. Resolves once Lambda has taken it, and throws what Lambda throws. */
export type AsyncInvoker = (functionName: string, event: unknown) => Promise<void>;

/** An invoker for the environment's region, credentials and endpoint. */
export function asyncInvoker(): AsyncInvoker {
  const client = new LambdaClient({
    requestHandler: { connectionTimeout: REQUEST_TIMEOUT_MS, requestTimeout: REQUEST_TIMEOUT_MS },
  });
  return async (functionName, event) => {
    await client.send(
      new InvokeCommand({
        FunctionName: functionName,
        InvocationType: 'Event',
        Payload: new TextEncoder().encode(JSON.stringify(event)),
      }),
    );
  };
}
