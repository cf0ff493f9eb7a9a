import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import type { Publish } from './connect/contact-events.ts';
import type { InvokeFunction } from './invoke.ts';

/** How the telephone network reaches the rest of AWS: by its own wire, like everybody else. */
export interface TelephoneAws {
  invoke: InvokeFunction;
  publish: Publish;
  close(): void;
}

/** @param environment what the laptop's cloud gives its programs: where its services are. */
export function telephoneAws(environment: Readonly<Record<string, string>>): TelephoneAws {
  const common = {
    region: environment.AWS_REGION ?? 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  };
  const lambda = new LambdaClient({ ...common, ...endpoint(environment.AWS_ENDPOINT_URL_LAMBDA) });
  const events = new EventBridgeClient({ ...common, ...endpoint(environment.AWS_ENDPOINT_URL_EVENTBRIDGE) });
  return {
    invoke: async (functionArn, event) => {
      try {
        const { Payload, FunctionError } = await lambda.send(
          new InvokeCommand({ FunctionName: functionArn, Payload: JSON.stringify(event) }),
        );
        const text = Payload?.transformToString() ?? 'null';
        if (FunctionError !== undefined) return { ok: false, error: `the function failed: ${text}` };
        return { ok: true, payload: JSON.parse(text) };
      } catch (cause) {
        return { ok: false, error: String(cause) };
      }
    },
    publish: async ({ source, detailType, resources, detail }) => {
      const { FailedEntryCount } = await events.send(
        new PutEventsCommand({
          Entries: [
            {
              Source: source,
              DetailType: detailType,
              Resources: [...resources],
              Detail: JSON.stringify(detail),
            },
          ],
        }),
      );
      if (FailedEntryCount !== 0) throw new Error(`${detailType} was not taken by the bus`);
    },
    close: () => {
      lambda.destroy();
      events.destroy();
    },
  };
}

function endpoint(url: string | undefined): { endpoint?: string } {
  return url === undefined ? {} : { endpoint: url };
}
