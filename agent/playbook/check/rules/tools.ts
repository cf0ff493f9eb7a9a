import { ToolName } from '../../../tools/tool-name.ts';
import { repeated } from '../finding.ts';
import { standsFor } from '../nearest.ts';
import type { Rule } from '../rule.ts';

/** Every call can end in these two ways, whatever its goals. */
const EVERY_CALL_NEEDS: readonly ToolName[] = ['transfer_to_person', 'end_call'];

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

export const toolRules: readonly Rule[] = [hasToolsOfEveryCall, toolsOnce];
