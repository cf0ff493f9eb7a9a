import { ToolFailure } from '../../../tools/tool.ts';
import { FAILED, OK } from '../../condition.ts';
import { inOnly, inWays, type WrittenCondition } from '../conditions-of.ts';
import type { Draft } from '../draft.ts';
import type { Finding } from '../finding.ts';
import { after, type KnownHere, knownFields } from '../known-fields.ts';
import { didYouMean } from '../nearest.ts';
import type { Rule } from '../rule.ts';
import { type StepGraph, stepGraphs } from '../step-graph.ts';

/** How a tool can have come out, as conditions say it. */
const OUTCOMES: readonly string[] = [OK, FAILED, ...ToolFailure.options];

/** A condition, and what is known when it is looked at. */
interface Looked extends WrittenCondition {
  here: KnownHere;
}

function looks(graph: StepGraph): Looked[] {
  const known = knownFields(graph);
  return [...graph.nodes.values()].flatMap((node) => {
    const here = known.get(node.id);
    if (here === undefined) return [];
    const done = after(node, here);
    return [
      ...inOnly(node.step.only, node.path).map((one) => ({ ...one, here: done })),
      ...inWays(node.step, node.path).map((one) => ({ ...one, here: done })),
    ];
  });
}

/** What nothing asked for before is not known, and a condition on it never holds. */
const fieldIsAskedBefore = forEachLook(({ path, condition: { field }, here }, { fields }) =>
  field === undefined || !Object.hasOwn(fields, field) || here.maybe.has(field)
    ? []
    : [
        {
          path: [...path, 'field'],
          at: 'value',
          message: `no step before asks for "${field}", so this never holds; collect it first`,
        },
      ],
);

const toolRanBefore = forEachLook(({ path, condition: { tool }, here }) =>
  tool === undefined || here.tools.has(tool)
    ? []
    : [
        {
          path: [...path, 'tool'],
          at: 'value',
          message: `no step before runs "${tool}"${didYouMean(tool, here.tools, here.tools.size === 0 ? '' : `; before this run ${[...here.tools].join(', ')}`)}`,
        },
      ],
);

const outcomeIsPossible = forEachLook(({ path, condition: { outcome } }) =>
  outcome === undefined || OUTCOMES.includes(outcome)
    ? []
    : [
        {
          path: [...path, 'outcome'],
          at: 'value',
          message: `no tool comes out as "${outcome}"${didYouMean(outcome, OUTCOMES, `; use one of ${OUTCOMES.join(', ')}`)}`,
        },
      ],
);

/** A condition on a field of the same step, or in a list of them, stands for a field that is there. */
const onlyIsCollected: Rule = (draft) =>
  stepGraphs(draft).flatMap(({ nodes }) =>
    [...nodes.values()].flatMap(({ path, step }) =>
      Object.keys(step.only ?? {}).flatMap((field): Finding[] => {
        const collect = (step.collect ?? []).filter((one) => one !== undefined);
        if (step.collect === undefined || collect.includes(field)) return [];
        const message = `the step does not collect "${field}"${didYouMean(field, collect)}; a condition is for a field of collect`;
        return [{ path: [...path, 'only', field], at: 'key', message }];
      }),
    ),
  );

/** Steps of a flow stand in several goals; what is wrong with one is told once. */
function forEachLook(rule: (look: Looked, draft: Draft) => Finding[]): Rule {
  return (draft) => stepGraphs(draft).flatMap((graph) => looks(graph).flatMap((look) => rule(look, draft)));
}

export const stepConditionRules: readonly Rule[] = [
  fieldIsAskedBefore,
  toolRanBefore,
  outcomeIsPossible,
  onlyIsCollected,
];
