// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the placeholders are those of Fn::Sub.
import { describe, expect, it } from 'vitest';
import { NO_VALUE, resolve, type Scope } from '../../../local/cloud/intrinsics.ts';
import { CloudProblem } from '../../../local/cloud-problem.ts';

const scope: Scope = {
  ref: (name) => ({ Bus: 'calls-bus', 'AWS::Region': 'eu-west-1', 'AWS::NoValue': NO_VALUE })[name],
  attribute: (id, attribute) => `arn:${id}:${attribute}`,
  condition: (name) => name === 'IsOn',
  mapping: (map, key, name) => `${map}/${key}/${name}`,
};

describe('intrinsic functions', () => {
  it.each([
    ['Ref', { Ref: 'Bus' }, 'calls-bus'],
    ['GetAtt of a list', { 'Fn::GetAtt': ['Bus', 'Arn'] }, 'arn:Bus:Arn'],
    ['GetAtt of a text', { 'Fn::GetAtt': 'Bus.Arn' }, 'arn:Bus:Arn'],
    ['Join', { 'Fn::Join': ['/', ['a', { Ref: 'Bus' }, 'c']] }, 'a/calls-bus/c'],
    [
      'Sub',
      { 'Fn::Sub': 'in ${AWS::Region}: ${Bus.Arn} ${!Literal}' },
      'in eu-west-1: arn:Bus:Arn ${Literal}',
    ],
    ['Sub with variables', { 'Fn::Sub': ['${X}', { X: { Ref: 'Bus' } }] }, 'calls-bus'],
    ['Select of Split', { 'Fn::Select': [1, { 'Fn::Split': [':', 'a:b:c'] }] }, 'b'],
    ['If that holds', { 'Fn::If': ['IsOn', 'yes', 'no'] }, 'yes'],
    ['If that does not', { 'Fn::If': ['IsOff', 'yes', 'no'] }, 'no'],
    ['FindInMap', { 'Fn::FindInMap': ['M', { Ref: 'AWS::Region' }, 'n'] }, 'M/eu-west-1/n'],
    ['Equals', { 'Fn::Equals': ['calls-bus', { Ref: 'Bus' }] }, true],
    ['Not, And, Or', { 'Fn::Not': [{ 'Fn::And': [true, { 'Fn::Or': [false, false] }] }] }, true],
  ])('works out %s', (_, value, expected) => {
    expect(resolve(value, scope)).toEqual(expected);
  });

  it('leaves out what is AWS::NoValue, in objects and in lists', () => {
    const nothing = { Ref: 'AWS::NoValue' };
    expect(resolve({ a: nothing, b: [1, { 'Fn::If': ['IsOff', 2, nothing] }] }, scope)).toEqual({ b: [1] });
  });

  it('takes Condition in a policy statement for what it is', () => {
    const statement = { Condition: { StringEquals: { 'aws:SourceAccount': 'x' } } };
    expect(resolve(statement, scope)).toEqual(statement);
  });

  it('names a function that it does not know', () => {
    expect(() => resolve({ 'Fn::GetAZs': '' }, scope)).toThrow(CloudProblem);
    expect(() => resolve({ 'Fn::GetAZs': '' }, scope)).toThrow('Fn::GetAZs');
  });
});
