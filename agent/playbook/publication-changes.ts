import type { CompiledPlaybook } from './compiled-playbook.ts';
import { differences } from './differences.ts';
import { knowledgeDifferences } from './knowledge-differences.ts';

/** Changes of one publication that are kept in words; more say no more to a reader. */
const MAX_CHANGES = 40;

/** What a publication says it changed; `before` is undefined when nobody has the version before. */
export function changesIn(before: CompiledPlaybook | undefined, after: CompiledPlaybook): string[] {
  if (before === undefined)
    return ['no call began with the version before, so it was not kept, and what changed cannot be told'];
  const all = [
    ...differences(before.source, after.source),
    ...knowledgeDifferences(before.passages, after.passages),
  ];
  const more = all.length - MAX_CHANGES;
  if (more > 0) return [...all.slice(0, MAX_CHANGES), `and ${more} more changes`];
  return all.length > 0 ? all : ['only what Parley itself makes of the playbook changed'];
}
