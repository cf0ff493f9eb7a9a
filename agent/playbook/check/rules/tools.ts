import { ToolName } from '../../../tools/tool-name.ts';
import type { Draft } from '../draft.ts';
import { repeated } from '../finding.ts';
import { didYouMean, standsFor } from '../nearest.ts';
import type { Rule } from '../rule.ts';

/** Every call can end in these two ways, whatever its goals. */
const EVERY_CALL_NEEDS: readonly ToolName[] = ['transfer_to_person', 'end_call'];

/** Every name that a tool of this playbook can have: those of every deployment, and its connectors. */
export function possibleTools({ connectors }: Pick<Draft, 'connectors'>): string[] {
  return [...ToolName.options, ...Object.keys(connectors)];
}

const hasToolsOfEveryCall: Rule = ({ tools }) =>
  EVERY_CALL_NEEDS.filter(
    (tool) => tools !== undefined && !tools.some((listed) => standsFor(listed, tool, ToolName.options)),
  ).map((tool) => ({
    path: ['tools'],
    at: 'key',
    message: `every call may need ${tool}; add it to the list of tools`,
    absence: true,
  }));

const toolsOnce: Rule = ({ tools }) => repeated(['tools'], tools ?? []);

/** A tool that a goal names is one that there is. */
const goalsNameTools: Rule = (draft) =>
  Object.entries(draft.goals).flatMap(([id, goal]) =>
    (['lookup', 'tool'] as const).flatMap((key) => {
      const tool = goal[key];
      const possible = possibleTools(draft);
      return tool === undefined || possible.includes(tool)
        ? []
        : [
            {
              path: ['goals', id, key],
              at: 'value' as const,
              message: `"${tool}" is not a possible tool${didYouMean(tool, possible, `; use one of ${possible.join(', ')}`)}`,
            },
          ];
    }),
  );

const connectorsHaveNamesOfTheirOwn: Rule = ({ connectors }) =>
  Object.keys(connectors)
    .filter((name) => ToolName.safeParse(name).success)
    .map((name) => ({
      path: ['connectors', name],
      at: 'key',
      message: `"${name}" is the name of a tool that every playbook has; call the connector something else`,
    }));

/** A connector is there for every goal and step because it is declared: the list names built-in tools alone. */
const connectorsAreNotListed: Rule = ({ tools, connectors }) =>
  (tools ?? []).flatMap((tool, index) =>
    tool !== undefined && Object.hasOwn(connectors, tool)
      ? [
          {
            path: ['tools', index],
            at: 'value' as const,
            message: `the connector "${tool}" need not be listed here: the agent may use it because it stands under connectors; take it out`,
            instead: true,
          },
        ]
      : [],
  );

export const toolRules: readonly Rule[] = [
  hasToolsOfEveryCall,
  toolsOnce,
  goalsNameTools,
  connectorsHaveNamesOfTheirOwn,
  connectorsAreNotListed,
];
