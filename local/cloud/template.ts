import * as z from 'zod';
import { CloudProblem } from '../cloud-problem.ts';
import type { CloudFormation } from './assembly.ts';
import { NO_VALUE, resolve, type Scope } from './intrinsics.ts';
import { type Identity, identify, LOCAL_ACCOUNT } from './physical-names.ts';

/** One resource of the template; its intrinsic functions are worked out when it is read, not before. */
export interface Resource {
  logicalId: string;
  type: string;
  identity: Identity;
  /** The properties, resolved and checked. @throws CloudProblem naming the resource. */
  read<S extends z.ZodType>(schema: S): z.output<S>;
}

/** A template whose references can be followed. */
export interface Template {
  stackName: string;
  resources: readonly Resource[];
  /** The stack's outputs; one that refers to something a laptop does not have is left out. */
  outputs(): Record<string, string>;
}

export interface TemplateOptions {
  stackName: string;
  region: string;
  /** Where the load balancer of the media service would be reached, such as 127.0.0.1:40123. */
  loadBalancerAddress: string;
}

/** Makes the resources of a synthesized template readable. */
export function readTemplate(source: CloudFormation, options: TemplateOptions): Template {
  const identities = new Map<string, Identity>();
  const scope = scopeOf(source, options, identities);
  const present = Object.entries(source.Resources).filter(
    ([, { Condition }]) => Condition === undefined || scope.condition(Condition),
  );
  for (const [logicalId, { Type, Properties }] of present)
    identities.set(logicalId, identify({ logicalId, type: Type, properties: Properties, ...options }));
  const resources = present.map(([logicalId, { Type, Properties }]): Resource => {
    const identity = identities.get(logicalId);
    if (identity === undefined) throw new CloudProblem(`${logicalId} is in the template twice`);
    return {
      logicalId,
      type: Type,
      identity,
      read: (schema) => readProperties(`${logicalId} (${Type})`, Properties, schema, scope),
    };
  });
  return { stackName: options.stackName, resources, outputs: () => readOutputs(source, scope) };
}

function readProperties<S extends z.ZodType>(
  where: string,
  value: unknown,
  schema: S,
  scope: Scope,
): z.output<S> {
  const result = schema.safeParse(resolveIn(where, onlyKnown(value, schema), scope));
  if (result.success) return result.data;
  throw new CloudProblem(
    `The template's resource ${where} cannot be run here: ${z.prettifyError(result.error)}`,
  );
}

/** Leaves out what the schema does not ask for, so that a role's ARN need not be known to run a function. */
function onlyKnown(value: unknown, schema: z.ZodType): unknown {
  if (!(schema instanceof z.ZodObject) || typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).filter(([key]) => key in schema.shape));
}

function resolveIn(where: string, value: unknown, scope: Scope): unknown {
  try {
    return resolve(value, scope);
  } catch (cause) {
    if (!(cause instanceof CloudProblem)) throw cause;
    throw new CloudProblem(`The template's resource ${where} cannot be read: ${cause.message}.`, { cause });
  }
}

function scopeOf(source: CloudFormation, options: TemplateOptions, identities: Map<string, Identity>): Scope {
  const scope: Scope = {
    ref: (name) => {
      const pseudo = pseudoParameters(options)[name];
      if (pseudo !== undefined) return pseudo;
      if (name in source.Parameters) return source.Parameters[name]?.Default;
      const identity = identities.get(name);
      if (identity === undefined) throw new CloudProblem(`Ref to ${name}, which is not in the template`);
      return identity.ref;
    },
    attribute: (logicalId, attribute) => {
      const value = identities.get(logicalId)?.attributes[attribute];
      if (value === undefined)
        throw new CloudProblem(`Fn::GetAtt ${logicalId}.${attribute} has no value on a laptop`);
      return value;
    },
    condition: (name) => {
      if (!(name in source.Conditions)) throw new CloudProblem(`condition ${name} is not in the template`);
      return resolve(source.Conditions[name], scope) === true;
    },
    mapping: (map, key, name) => {
      const value = source.Mappings[map]?.[key]?.[name];
      if (value === undefined) throw new CloudProblem(`mapping ${map} has no ${key}.${name}`);
      return value;
    },
  };
  return scope;
}

function pseudoParameters(options: TemplateOptions): Record<string, unknown> {
  return {
    'AWS::Region': options.region,
    'AWS::AccountId': LOCAL_ACCOUNT,
    'AWS::Partition': 'aws',
    'AWS::URLSuffix': 'amazonaws.com',
    'AWS::StackName': options.stackName,
    'AWS::StackId': `arn:aws:cloudformation:${options.region}:${LOCAL_ACCOUNT}:stack/${options.stackName}/local`,
    'AWS::NoValue': NO_VALUE,
  };
}

function readOutputs(source: CloudFormation, scope: Scope): Record<string, string> {
  const outputs: Record<string, string> = {};
  for (const [name, { Value, Condition }] of Object.entries(source.Outputs)) {
    if (Condition !== undefined && !scope.condition(Condition)) continue;
    try {
      outputs[name] = String(resolve(Value, scope));
    } catch (cause) {
      if (!(cause instanceof CloudProblem)) throw cause;
    }
  }
  return outputs;
}
