import { startCloud } from '../../local/cloud/cloud.ts';
import { IN_MEMORY, takeTurnIn } from './take-turn.ts';

/**
 * A process of its own that runs the stack, takes one turn whose events cannot be published, and then waits to
 * be killed. It is given the assembly and the data directory.
 */
const [assemblyDirectory = '', dataDirectory = ''] = process.argv.slice(2);
const cloud = await startCloud({ ...IN_MEMORY, assemblyDirectory, dataDirectory });
cloud.faults.set({ service: 'eventbridge', kind: 'stall' });
const callId = crypto.randomUUID();
await takeTurnIn(cloud, { callId, turn: 1, cause: 'call-started', playbook: 'dental-appointments' });
process.send?.({ callId, pids: cloud.workers().map(({ pid }) => pid), mediaUrl: cloud.mediaUrl });
