import type { Finding } from '../finding.ts';
import { didYouMean } from '../nearest.ts';
import type { Rule } from '../rule.ts';

/** A copy of a field or a variable copies one that is there. */
const copiesWhatIsThere: Rule = ({ postCall, fields, variables }) =>
  Object.entries(postCall).flatMap(([id, { field, variable }]) => [
    ...unknown(id, 'field', field, Object.keys(fields)),
    ...unknown(id, 'variable', variable, Object.keys(variables)),
  ]);

function unknown(
  id: string,
  kind: 'field' | 'variable',
  name: string | undefined,
  known: readonly string[],
): Finding[] {
  if (name === undefined || known.includes(name)) return [];
  return [
    {
      path: ['postCall', id, kind],
      at: 'value',
      message: `the playbook has no ${kind} "${name}"${didYouMean(name, known)}`,
    },
  ];
}

const hasOneSource: Rule = ({ postCall }) =>
  Object.entries(postCall).flatMap(([id, written]): Finding[] => {
    const sources = (['field', 'variable', 'fact'] as const).filter((key) => written[key] !== undefined);
    const [, second] = sources;
    if (second === undefined) return [];
    const message = `postCall.${id} can be one of ${sources.join(' and ')}, not both; keep one`;
    return [{ path: ['postCall', id, second], at: 'key', message }];
  });

const choicesHaveOptions: Rule = ({ postCall }) =>
  Object.entries(postCall).flatMap(([id, { type, options }]): Finding[] => {
    if (type === 'choice' && options === undefined)
      return [
        {
          path: ['postCall', id],
          at: 'key',
          message: `postCall.${id} is a choice; add options, a list of what it can be`,
          absence: true,
        },
      ];
    if (type === undefined || type === 'choice' || options === undefined) return [];
    const message = `options belong to a choice, and postCall.${id} is of type ${type}; take them out, or write type: choice`;
    return [{ path: ['postCall', id, 'options'], at: 'key', message }];
  });

export const postCallRules: readonly Rule[] = [copiesWhatIsThere, hasOneSource, choicesHaveOptions];
