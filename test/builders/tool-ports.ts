import { memoryCrm } from '../../agent/scenario/world/memory-crm.ts';
import type { ToolPorts } from '../../agent/tools/tools.ts';
import { memoryCalendar } from './memory-calendar.ts';

/** What the tools need, in memory; nothing can be reached over the network. */
export function toolPorts(changes: Partial<ToolPorts> = {}): ToolPorts {
  return {
    calendar: memoryCalendar(),
    crm: memoryCrm(() => Date.parse('2026-11-30T14:10:00Z')),
    connectors: {
      http: { send: async () => ({ outcome: 'unreachable', code: 'ENOTFOUND' }) },
      secrets: { get: async (name) => `secret of ${name}` },
    },
    ...changes,
  };
}
