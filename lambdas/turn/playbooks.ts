import { readFileSync } from 'node:fs';
import * as z from 'zod';
import type { Playbooks } from '../../agent/conversation/ports.ts';
import { Passage } from '../../agent/knowledge/passage.ts';
import type { CompiledPlaybook } from '../../agent/playbook/compiled-playbook.ts';
import { PlaybookSource } from '../../agent/playbook/schema.ts';

const CompiledPlaybooks = z.array(
  z.strictObject({
    id: z.string(),
    version: z.string(),
    source: PlaybookSource,
    locales: z.tuple([z.string()], z.string()),
    instructions: z.record(z.string(), z.string()),
    tools: z.array(
      z.strictObject({
        name: z.string(),
        description: z.string(),
        inputSchema: z.record(z.string(), z.unknown()),
      }),
    ),
    passages: z.array(Passage),
  }),
);

/** Reads the compiled playbooks that the deployment put beside the function's bundle. */
export function readPlaybooks(file: URL): CompiledPlaybook[] {
  return CompiledPlaybooks.parse(JSON.parse(readFileSync(file, 'utf8')));
}

/** The playbooks of one deployment: one version of each. */
export function deployedPlaybooks(playbooks: readonly CompiledPlaybook[]): Playbooks {
  const byId = new Map(playbooks.map((playbook) => [playbook.id, playbook]));
  return {
    async get(id, version) {
      const playbook = byId.get(id);
      return version === undefined || playbook?.version === version ? playbook : undefined;
    },
  };
}
