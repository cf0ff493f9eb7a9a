import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import {
  CallHeaderEnvironment,
  EndLostCallsEnvironment,
  PublishEventsEnvironment,
  SendMessageEnvironment,
  TurnEnvironment,
} from '../../adapters/environment.ts';
import { stackWith } from '../builders/stack.ts';

const FunctionResource = z.object({
  Properties: z.object({
    Architectures: z.array(z.string()),
    Runtime: z.string(),
    Handler: z.string(),
    Timeout: z.number(),
    MemorySize: z.number(),
    TracingConfig: z.object({ Mode: z.string() }),
    LoggingConfig: z.object({ LogFormat: z.string(), LogGroup: z.object({ Ref: z.string() }) }),
    Environment: z.object({ Variables: z.record(z.string(), z.unknown()) }),
  }),
});

const { template } = stackWith();
const functions = new Map(
  Object.entries(template.findResources('AWS::Lambda::Function')).map(([id, resource]) => [
    id,
    FunctionResource.parse(resource).Properties,
  ]),
);

function functionNamed(prefix: string): z.infer<typeof FunctionResource>['Properties'] {
  const found = [...functions].filter(([id]) => id.startsWith(prefix));
  const [only] = found;
  if (only === undefined || found.length > 1)
    throw new Error(`${found.length} functions begin with ${prefix}`);
  return only[1];
}

describe('every function', () => {
  it('is one of the five that this stack has', () => {
    expect([...functions.keys()].map((id) => id.replace(/Function[0-9A-F]{8}$/, '')).sort()).toEqual([
      'AgentTurn',
      'CallsCallHeader',
      'CallsPublishEvents',
      'LostCallsSweep',
      'MessagesSender',
    ]);
  });

  it.each([...functions])('%s runs Node 24 on arm64, traced, from index.handler', (_, properties) => {
    expect(properties).toMatchObject({
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      Handler: 'index.handler',
      TracingConfig: { Mode: 'Active' },
    });
  });

  it.each([...functions])(
    '%s logs JSON into a group of its own that forgets after 30 days',
    (_, properties) => {
      expect(properties.LoggingConfig.LogFormat).toBe('JSON');
      const group = template.toJSON().Resources[properties.LoggingConfig.LogGroup.Ref];
      expect(group).toMatchObject({ Type: 'AWS::Logs::LogGroup', Properties: { RetentionInDays: 30 } });
    },
  );

  it('shares no log group with another', () => {
    const groups = [...functions.values()].map((properties) => properties.LoggingConfig.LogGroup.Ref);
    expect(new Set(groups).size).toBe(functions.size);
  });

  it('answers within the 30 seconds that a line waits', () => {
    for (const properties of functions.values()) expect(properties.Timeout).toBeLessThanOrEqual(30);
  });
});

describe('the environment', () => {
  it.each([
    ['AgentTurn', TurnEnvironment],
    ['CallsPublishEvents', PublishEventsEnvironment],
    ['CallsCallHeader', CallHeaderEnvironment],
    ['LostCallsSweep', EndLostCallsEnvironment],
    ['MessagesSender', SendMessageEnvironment],
  ])('of %s is exactly what the program reads', (prefix, schema) => {
    const variables = functionNamed(prefix).Environment.Variables;
    expect(Object.keys(variables).sort()).toEqual(requiredKeys(schema).sort());
    expect(schema.safeParse(resolved(variables)).error).toBeUndefined();
  });

  it('gives the turn function its tables, none of them twice, and the versions inside its bundle', () => {
    const variables = functionNamed('AgentTurn').Environment.Variables;
    expect(variables).toEqual({
      CALLS_TABLE: { Ref: expect.stringMatching(/^CallsStore/) },
      CALENDAR_TABLE: { Ref: expect.stringMatching(/^AgentCalendar/) },
      CUSTOMERS_TABLE: { Ref: expect.stringMatching(/^AgentCustomers/) },
      PLAYBOOKS_TABLE: { Ref: expect.stringMatching(/^AgentPlaybooks/) },
      DEPLOYED_PLAYBOOKS: expect.stringMatching(/^[a-z-]+=[0-9a-f]{16}( [a-z-]+=[0-9a-f]{16})*$/),
    });
  });
});

/** What only a laptop sets is optional, and AWS never sees it. */
function requiredKeys({ shape }: z.ZodObject): string[] {
  return Object.entries(shape).flatMap(([key, member]) => (member instanceof z.ZodOptional ? [] : [key]));
}

/** Variables as CloudFormation would fill them in: a reference becomes some text. */
function resolved(variables: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(variables).map(([name, value]) => [name, typeof value === 'object' ? 'some-name' : value]),
  );
}
