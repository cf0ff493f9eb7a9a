import { CloudProblem } from '../cloud-problem.ts';

/** What a CloudFormation template's intrinsic functions look up. Each throws when it does not know. */
export interface Scope {
  /** The value of `Ref`: a parameter, a pseudo parameter or a resource's own name. */
  ref(name: string): unknown;
  attribute(logicalId: string, attribute: string): string;
  condition(name: string): boolean;
  mapping(map: string, key: string, name: string): unknown;
}

/** Stands for `AWS::NoValue`: the property that holds it is left out. */
export const NO_VALUE: unique symbol = Symbol('AWS::NoValue');

type Evaluate = (argument: unknown, scope: Scope) => unknown;

const FUNCTIONS: Readonly<Record<string, Evaluate>> = {
  Ref: (argument, scope) => scope.ref(text(argument)),
  'Fn::GetAtt': (argument, scope) => {
    const [logicalId, ...attribute] = typeof argument === 'string' ? argument.split('.') : list(argument);
    return scope.attribute(text(logicalId), attribute.map(text).join('.'));
  },
  'Fn::Join': (argument, scope) => {
    const [separator, parts] = list(argument);
    return list(resolve(parts, scope)).map(text).join(text(separator));
  },
  'Fn::Sub': substitute,
  'Fn::Select': (argument, scope) => {
    const [index, from] = list(resolve(argument, scope));
    const chosen = list(from)[Number(index)];
    if (chosen === undefined)
      throw new CloudProblem(`Fn::Select asks for element ${String(index)}, which is not there`);
    return chosen;
  },
  'Fn::Split': (argument, scope) => {
    const [separator, from] = list(resolve(argument, scope));
    return text(from).split(text(separator));
  },
  'Fn::If': (argument, scope) => {
    const [name, yes, no] = list(argument);
    return resolve(scope.condition(text(name)) ? yes : no, scope);
  },
  'Fn::Equals': (argument, scope) => {
    const [one, other] = list(resolve(argument, scope));
    return one === other;
  },
  'Fn::Not': (argument, scope) => resolve(list(argument)[0], scope) !== true,
  'Fn::And': (argument, scope) => list(argument).every((each) => resolve(each, scope) === true),
  'Fn::Or': (argument, scope) => list(argument).some((each) => resolve(each, scope) === true),
  Condition: (argument, scope) => scope.condition(text(argument)),
  'Fn::FindInMap': (argument, scope) => {
    const [map, key, name] = list(resolve(argument, scope)).map(text);
    return scope.mapping(text(map), text(key), text(name));
  },
};

/**
 * A template value with its intrinsic functions worked out.
 *
 * @throws CloudProblem when a function is not known here or refers to something that is not there.
 */
export function resolve(value: unknown, scope: Scope): unknown {
  if (Array.isArray(value))
    return value.map((each) => resolve(each, scope)).filter((each) => each !== NO_VALUE);
  if (!isRecord(value)) return value;
  const [only, ...others] = Object.entries(value);
  if (only !== undefined && others.length === 0) {
    const [name, argument] = only;
    const evaluate = FUNCTIONS[name];
    // `Condition` is also an ordinary key, of an IAM statement for instance: there it holds an object.
    if (evaluate !== undefined && !(name === 'Condition' && typeof argument !== 'string'))
      return evaluate(argument, scope);
    if (name.startsWith('Fn::')) throw new CloudProblem(`${name} is not known to the laptop's cloud`);
  }
  const resolved = Object.entries(value).map(([key, each]) => [key, resolve(each, scope)] as const);
  return Object.fromEntries(resolved.filter(([, each]) => each !== NO_VALUE));
}

/** `Fn::Sub`: `${Name}`, `${Name.Attribute}`, variables of its own, and `${!literal}`. */
function substitute(argument: unknown, scope: Scope): string {
  const [template, own] = Array.isArray(argument) ? argument : [argument, {}];
  const variables = isRecord(own) ? own : {};
  return text(template).replaceAll(/\$\{(!?)([^}]+)\}/g, (_, literal: string, name: string) => {
    if (literal === '!') return `\${${name}}`;
    if (name in variables) return text(resolve(variables[name], scope));
    const [logicalId = '', ...attribute] = name.split('.');
    return attribute.length === 0 ? text(scope.ref(name)) : scope.attribute(logicalId, attribute.join('.'));
  });
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function list(value: unknown): unknown[] {
  if (Array.isArray(value)) return value;
  throw new CloudProblem(`a list was expected, not ${JSON.stringify(value)}`);
}

function text(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw new CloudProblem(`a text was expected, not ${JSON.stringify(value)}`);
}
