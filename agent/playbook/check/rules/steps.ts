import { ToolName } from '../../../tools/tool-name.ts';
import type { Draft } from '../draft.ts';
import type { DraftNext, DraftStep } from '../draft-steps.ts';
import { type Finding, type Path, pathText } from '../finding.ts';
import { knownFields } from '../known-fields.ts';
import { didYouMean } from '../nearest.ts';
import type { Rule } from '../rule.ts';
import { stepGraphs, stepPlaces } from '../step-graph.ts';
import { possibleTools } from './tools.ts';

/** Tools that a step has a form of its own for. */
const HAS_A_STEP: Readonly<Record<string, string>> = {
  transfer_to_person: 'handover: why',
  end_call: 'done: what is said last',
  note_fields: 'collect: [field]',
};

/** A rule about each step by itself, wherever it is written. */
function forEachStep(rule: (step: DraftStep, path: Path, draft: Draft, names: string[]) => Finding[]): Rule {
  return (draft) =>
    stepPlaces(draft).flatMap(({ path, written: { steps = {} } }) =>
      Object.entries(steps).flatMap(([name, step]) =>
        rule(step, [...path, 'steps', name], draft, Object.keys(steps)),
      ),
    );
}

/** Every way leads to a step that there is. */
const waysLeadToSteps: Rule = (draft) => [
  ...stepPlaces(draft).flatMap(({ path, written: { start, steps = {} } }) =>
    targets(start, [...path, 'start'], path, Object.keys(steps)),
  ),
  ...forEachStep(({ next, failed }, path, _, names) => [
    ...targets(next, [...path, 'next'], path.slice(0, 2), names),
    ...targets(failed, [...path, 'failed'], path.slice(0, 2), names),
  ])(draft, []),
];

function targets(next: DraftNext, path: Path, owner: Path, names: readonly string[]): Finding[] {
  if (next === undefined) return [];
  const written =
    typeof next === 'string'
      ? [{ go: next, at: path }]
      : next.map(({ go }, index) => ({ go, at: [...path, index, 'go'] }));
  return written.flatMap(({ go, at }) =>
    go === undefined || names.includes(go)
      ? []
      : [
          {
            path: at,
            at: 'value' as const,
            message: `${pathText(owner)} has no step "${go}"${didYouMean(go, names, `; its steps are ${names.join(', ')}`)}`,
          },
        ],
  );
}

/** Of a list of branches the last is open to every call, and none before it is. */
const lastBranchIsOpen: Rule = (draft) => [
  ...stepPlaces(draft).flatMap(({ path, written: { start } }) => branches(start, [...path, 'start'])),
  ...forEachStep(({ next, failed }, path) => [
    ...branches(next, [...path, 'next']),
    ...branches(failed, [...path, 'failed']),
  ])(draft, []),
];

function branches(next: DraftNext, path: Path): Finding[] {
  if (next === undefined || typeof next === 'string') return [];
  const open = next.findIndex(({ when }) => when === undefined);
  if (open < 0)
    return [
      {
        path,
        at: 'key',
        message: `it can be that no branch of ${pathText(path)} is open; end it with one that has no when: { go: step }`,
      },
    ];
  return next.slice(open + 1).map((_, index) => ({
    path: [...path, open + 1 + index],
    at: 'value',
    message: `this branch is never taken: branch ${open + 1} before it has no when; put that one last`,
  }));
}

/** A goal goes on until it is reached or a person has the call. Only a flow may end without either. */
const leadsSomewhere: Rule = forEachStep((step, path) => {
  const isEnd = step.handover !== undefined || step.done !== undefined;
  if (path[0] === 'flows')
    return step.done === undefined
      ? []
      : [
          {
            path: [...path, 'done'],
            at: 'key',
            message: `a flow goes back to the goal that uses it and cannot reach it; put done into a step of the goal`,
          },
        ];
  const isEmpty = Object.values(step).every((value) => value === undefined);
  return isEnd || isEmpty || step.next !== undefined
    ? []
    : [
        {
          path,
          at: 'key',
          message: `${pathText(path)} leads nowhere: add next, or end the goal here with done or handover`,
          absence: true,
        },
      ];
});

const stepIsReached: Rule = (draft) => {
  const graphs = stepGraphs(draft);
  const reached = new Set(
    graphs.flatMap((graph) =>
      [...knownFields(graph).keys()].map((id) => JSON.stringify(graph.nodes.get(id)?.path)),
    ),
  );
  return graphs.flatMap(({ nodes, path: owner }) =>
    [...nodes.values()]
      .filter(
        ({ path }) => path[0] === owner[0] && path[1] === owner[1] && !reached.has(JSON.stringify(path)),
      )
      .map(({ path }) => ({
        path,
        at: 'key' as const,
        message: `${pathText(path)} is never reached: no start, next or failed leads to it; lead to it, or take it out`,
      })),
  );
};

const collectsAndForgetsFields: Rule = forEachStep(({ collect, forget }, path, { fields }) =>
  (['collect', 'forget'] as const).flatMap(
    (key) =>
      ({ collect, forget })[key]?.flatMap((field, index) =>
        field === undefined || Object.hasOwn(fields, field)
          ? []
          : [
              {
                path: [...path, key, index],
                at: 'value' as const,
                message: `there is no field "${field}"${didYouMean(field, Object.keys(fields), `; the fields are ${Object.keys(fields).join(', ')}`)}`,
              },
            ],
      ) ?? [],
  ),
);

const usesFlows: Rule = forEachStep(({ flow }, path, { flows }) =>
  flow === undefined || Object.hasOwn(flows, flow)
    ? []
    : [
        {
          path: [...path, 'flow'],
          at: 'value',
          message: `there is no flow "${flow}"${didYouMean(flow, Object.keys(flows), '; write it under flows')}`,
        },
      ],
);

const flowIsUsed: Rule = (draft) =>
  stepGraphs(draft)
    .filter(({ path }) => path[0] === 'flows')
    .map(({ path }) => ({
      path,
      at: 'key',
      message: `no goal uses ${pathText(path)}; use it in a step with flow: ${path[1]}, or take it out`,
    }));

/** A flow that leads into itself never comes back. */
const flowsEnd: Rule = ({ flows }) =>
  Object.entries(flows).flatMap(([id, { steps = {} }]) =>
    Object.entries(steps).flatMap(([name, { flow }]): Finding[] => {
      const way = flow === undefined ? undefined : wayBack(flow, id, flows, []);
      if (way === undefined) return [];
      const message = `flows.${id} uses itself (${[id, ...way].join(' uses ')}) and never comes back; take one of these steps out`;
      return [{ path: ['flows', id, 'steps', name, 'flow'], at: 'value', message }];
    }),
  );

/** The flows from one to another, if it leads there. */
function wayBack(
  from: string,
  to: string,
  flows: Draft['flows'],
  seen: readonly string[],
): string[] | undefined {
  if (from === to) return [to];
  if (seen.includes(from)) return undefined;
  for (const { flow } of Object.values(flows[from]?.steps ?? {})) {
    const rest = flow === undefined ? undefined : wayBack(flow, to, flows, [...seen, from]);
    if (rest !== undefined) return [from, ...rest];
  }
  return undefined;
}

const runsTools: Rule = forEachStep(({ tool }, path, draft) => {
  if (tool === undefined) return [];
  const instead = HAS_A_STEP[tool];
  const at = { path: [...path, 'tool'], at: 'value' as const };
  if (instead !== undefined)
    return [{ ...at, message: `${tool} is no tool for a step; write ${instead} instead` }];
  const possible = possibleTools(draft);
  if (!possible.includes(tool))
    return [
      {
        ...at,
        message: `"${tool}" is not a possible tool${didYouMean(tool, possible, `; use one of ${possible.join(', ')}`)}`,
      },
    ];
  const listed = draft.tools === undefined || draft.tools.includes(tool);
  return listed || !ToolName.safeParse(tool).success
    ? []
    : [{ ...at, message: `${pathText(path)} uses ${tool}, which is not in the list of tools; add it there` }];
});

export const stepRules: readonly Rule[] = [
  waysLeadToSteps,
  lastBranchIsOpen,
  leadsSomewhere,
  stepIsReached,
  collectsAndForgetsFields,
  usesFlows,
  flowIsUsed,
  flowsEnd,
  runsTools,
];
