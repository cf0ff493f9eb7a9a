import { LEAD_PARTS } from '../../../tools/crm/lead.ts';
import type { Finding } from '../finding.ts';
import { didYouMean } from '../nearest.ts';
import type { Rule } from '../rule.ts';

/** What goes into a lead is a field or a variable of the call. */
const leadsHoldWhatCallsKnow: Rule = ({ crm, fields, variables }) => {
  if (crm === undefined) return [];
  const known = [...Object.keys(fields), ...Object.keys(variables)];
  const places: [path: string[], name: string | undefined][] = [
    ...Object.entries(crm.fields).map(([id, name]): [string[], string | undefined] => [
      ['crm', 'fields', id],
      name,
    ]),
    [['crm', 'score'], crm.score],
  ];
  return places.flatMap(([path, name]): Finding[] =>
    name === undefined || known.includes(name)
      ? []
      : [
          {
            path,
            at: 'value',
            message: `there is no field or variable "${name}"${didYouMean(name, known, `; there are ${known.join(', ')}`)}`,
          },
        ],
  );
};

/** A lead sets only variables that tools may set, from parts that a lead has. */
const leadsSetDeclaredVariables: Rule = ({ crm, variables }) => {
  const declared = Object.keys(variables).filter((name) => variables[name]?.from === 'tool');
  const parts = [...LEAD_PARTS, ...Object.keys(crm?.fields ?? {})];
  return Object.entries(crm?.sets ?? {}).flatMap(([name, part]): Finding[] => {
    const path = ['crm', 'sets', name];
    if (!declared.includes(name))
      return [
        {
          path,
          at: 'key',
          message: `there is no variable "${name}" with from: tool${didYouMean(name, declared, '; declare it under variables')}`,
        },
      ];
    return part === undefined || parts.includes(part)
      ? []
      : [
          {
            path,
            at: 'value',
            message: `a lead has no "${part}"${didYouMean(part, parts, `; it has ${parts.join(', ')}`)}`,
          },
        ];
  });
};

export const crmRules: readonly Rule[] = [leadsHoldWhatCallsKnow, leadsSetDeclaredVariables];
