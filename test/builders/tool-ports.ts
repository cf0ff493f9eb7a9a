import type { ToolPorts } from '../../agent/tools/tools.ts';
import { memoryCalendar } from './memory-calendar.ts';

/** What the tools need, in memory; nothing can be reached over the network. */
export function toolPorts(changes: Partial<ToolPorts> = {}): ToolPorts {
  return {
    calendar: memoryCalendar(),
    connectors: {
      http: { send: async () => ({ outcome: 'unreachable', code: 'ENOTFOUND' }) },
      secrets: { get: async (name) => `secret of ${name}` },
    },
    ...changes,
  };
}
