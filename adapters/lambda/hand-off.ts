import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import type { TurnRequest } from '../../agent/conversation/turn-request.ts';

/** Lambda takes an asynchronous invocation in a few milliseconds; a caller is waiting for "one moment". */
const REQUEST_TIMEOUT_MS = 1_500;

/**
 * Hands a turn to the turn function without waiting for its answer: it is read from the record later. Lambda
 * may run it twice, which the record allows.
 */
export function turnHandOff(functionName: string): (request: TurnRequest) => Promise<void> {
  const client = new LambdaClient({
    requestHandler: { connectionTimeout: REQUEST_TIMEOUT_MS, requestTimeout: REQUEST_TIMEOUT_MS },
  });
  return async (request) => {
    await client.send(
      new InvokeCommand({
        FunctionName: functionName,
        InvocationType: 'Event',
        Payload: new TextEncoder().encode(JSON.stringify(request)),
      }),
    );
  };
}
