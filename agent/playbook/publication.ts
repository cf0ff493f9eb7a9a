import * as z from 'zod';
import type { CompiledPlaybook } from './compiled-playbook.ts';

/** A version that was made current without a deployment. They are numbered, and none is ever changed. */
export const Publication = z.strictObject({
  /** From 1, without a gap. */
  number: z.int().positive(),
  version: z.string(),
  /** ISO-8601, UTC. */
  at: z.iso.datetime(),
  how: z.enum(['published', 'rolled-back']),
  /** The version inside the deployment that it was published over. */
  over: z.string(),
  /** What it changed from the version before, one sentence a change. */
  changes: z.array(z.string()),
});
export type Publication = z.infer<typeof Publication>;

/** Where published playbooks are kept: every version, and which of them was made current when. */
export interface PlaybookStore {
  /** The newest publication of a playbook; undefined when there is none. */
  newest(id: string): Promise<Publication | undefined>;
  /** All publications of a playbook, newest first. */
  history(id: string): Promise<Publication[]>;
  /** Adds a publication unless one of its number is there already; says which of the two happened. */
  append(id: string, publication: Publication): Promise<'appended' | 'number-taken'>;
  /** One version; undefined when it was never kept. */
  version(id: string, version: string): Promise<CompiledPlaybook | undefined>;
  /** Keeps a version. Keeping it again changes nothing. */
  keep(playbook: CompiledPlaybook): Promise<void>;
}

/**
 * The version that new calls begin with. A publication holds as long as the deployment that it was published
 * over; a deployment that changes the playbook takes its place.
 */
export function currentVersion(newest: Publication | undefined, deployed: string): string {
  return newest?.over === deployed ? newest.version : deployed;
}

/**
 * Parts of a playbook that are built into the telephone lines (bot, contact flow, permissions): published
 * changes to them reach other lines at once and these ones with the next deployment.
 */
const DEPLOYED_PARTS = ['languages', 'models', 'telephone', 'recordingNotice', 'hours', 'tools'] as const;

/** Parts that changed and that telephone lines or permissions know only after a deployment. */
export function needDeployment(before: CompiledPlaybook, after: CompiledPlaybook): string[] {
  const part = ({ source }: CompiledPlaybook, name: string): unknown =>
    Object.entries(source).find(([key]) => key === name)?.[1];
  return DEPLOYED_PARTS.filter(
    (name) => JSON.stringify(part(before, name)) !== JSON.stringify(part(after, name)),
  );
}
