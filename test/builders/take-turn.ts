import { InvokeWithResponseStreamCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { AnswerEvent } from '../../agent/turn/answer.ts';
import type { Cloud } from '../../local/cloud/cloud.ts';
import type { CloudOptions } from '../../local/cloud/cloud-options.ts';
import { zeroLatency } from '../../local/latency/zero.ts';
import { atEndpoint } from './aws-endpoint.ts';

/** In memory, as fast as this machine can. */
export const IN_MEMORY: Omit<CloudOptions, 'assemblyDirectory'> = {
  dataDirectory: 'memory',
  latency: zeroLatency,
  seed: 1,
  realServices: new Set(),
};

/** A client of the stack, by AWS's own SDK. */
export function lambdaOf(cloud: Cloud): LambdaClient {
  return new LambdaClient(atEndpoint(cloud.environment.AWS_ENDPOINT_URL_LAMBDA ?? ''));
}

/** Takes a turn with the deployed turn function; answers its events. */
export async function takeTurnIn(cloud: Cloud, request: object): Promise<AnswerEvent[]> {
  const client = lambdaOf(cloud);
  const { EventStream } = await client.send(
    new InvokeWithResponseStreamCommand({
      FunctionName: cloud.outputs.TurnFunctionOutput,
      Payload: JSON.stringify({ line: 'text', mode: 'commit', ...request }),
    }),
  );
  let text = '';
  for await (const { PayloadChunk, InvokeComplete } of EventStream ?? []) {
    text += Buffer.from(PayloadChunk?.Payload ?? []).toString('utf8');
    if (InvokeComplete?.ErrorCode !== undefined) throw new Error(InvokeComplete.ErrorDetails);
  }
  client.destroy();
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => AnswerEvent.parse(JSON.parse(line)));
}

/** A request for a turn in which the caller said this. */
export function saying(callId: string, turn: number, text: string): object {
  return { callId, turn, cause: 'caller-said', said: { text, locale: 'en-US', startMs: 0, endMs: 1_000 } };
}
