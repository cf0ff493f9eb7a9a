import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { type Breaker, inProcessBreaker } from '../../adapters/breaker.ts';
import type { Playbooks, Timer } from '../../agent/conversation/ports.ts';
import type { CompiledPlaybook } from '../../agent/playbook/compiled-playbook.ts';
import { currentVersion, type PlaybookStore, type Publication } from '../../agent/playbook/publication.ts';

/** How long it is taken for granted which version is current: a publication reaches every caller after it. */
export const CURRENT_FOR_MS = 5_000;
/** A greeting waits for the store: many times what DynamoDB needs, and not yet a silence that callers notice. */
const READ_WITHIN_MS = 800;

const PARTS = ['id', 'version', 'source', 'locales', 'instructions', 'tools', 'passages'];

/**
 * A playbook was checked in full when it was compiled and packed; doing that again would take a tenth of every
 * cold start. A start only looks whether it is one.
 */
const PackedPlaybook = z.custom<CompiledPlaybook>(
  (value) => typeof value === 'object' && value !== null && PARTS.every((part) => Object.hasOwn(value, part)),
  `not a compiled playbook, which has ${PARTS.join(', ')}`,
);

/** Reads the compiled playbooks that the deployment put beside the function's bundle. */
export function readPlaybooks(file: URL): CompiledPlaybook[] {
  return z.array(PackedPlaybook).parse(JSON.parse(readFileSync(file, 'utf8')));
}

export interface LivePlaybooksOptions {
  /** What the deployment put into the bundle. */
  bundled: readonly CompiledPlaybook[];
  store: PlaybookStore;
  /** Milliseconds that only go forward, from any beginning. */
  elapsed(): number;
  timer: Timer;
  /** Told when the store cannot be read and what is known has to do. */
  onTrouble(cause: unknown): void;
}

/** The store did not answer in time. */
class StoreSlow extends Error {
  override readonly name = 'StoreSlow';
}

/**
 * The playbooks of the deployment, and over them what was published since. New calls begin with the version that
 * is current; a call that has begun gets its own, whatever was published or deployed meanwhile. When the store
 * cannot be read, what was last known holds, and at first the bundle.
 */
export function livePlaybooks(options: LivePlaybooksOptions): Playbooks {
  const { bundled, store, elapsed } = options;
  const bundle = new Map(bundled.map((playbook) => [playbook.id, playbook]));
  const breaker = inProcessBreaker({ dependency: 'The store of playbooks', counts: () => true });
  const read = <T>(work: () => Promise<T>): Promise<T> => inTime(work, breaker, options.timer);
  const current = new Map<string, { publication: Publication | undefined; untilMs: number }>();
  const versions = new Map<string, CompiledPlaybook>();
  const kept = new Set<string>();

  const newest = async (id: string): Promise<Publication | undefined> => {
    const known = current.get(id);
    if (known !== undefined && elapsed() < known.untilMs) return known.publication;
    const publication = await read(() => store.newest(id)).catch((cause: unknown) => {
      options.onTrouble(cause);
      return known?.publication;
    });
    current.set(id, { publication, untilMs: elapsed() + CURRENT_FOR_MS });
    return publication;
  };

  const versionOf = async (id: string, version: string): Promise<CompiledPlaybook | undefined> => {
    const inBundle = bundle.get(id);
    if (inBundle?.version === version) return inBundle;
    const key = `${id} ${version}`;
    const known = versions.get(key);
    if (known !== undefined) return known;
    const found = await read(() => store.version(id, version)).catch((cause: unknown) => {
      options.onTrouble(cause);
      return undefined;
    });
    if (found !== undefined) versions.set(key, found);
    return found;
  };

  /** Calls that begin with the bundle's version find it again after the next deployment. No caller waits for it. */
  const keepInBundle = (playbook: CompiledPlaybook): void => {
    if (kept.has(playbook.id)) return;
    kept.add(playbook.id);
    store.keep(playbook).catch(options.onTrouble);
  };

  return {
    async get(id, version) {
      if (version !== undefined) return versionOf(id, version);
      const inBundle = bundle.get(id);
      if (inBundle === undefined) return undefined;
      const found = await versionOf(id, currentVersion(await newest(id), inBundle.version));
      if (found === undefined || found === inBundle) keepInBundle(inBundle);
      return found ?? inBundle;
    },
  };
}

async function inTime<T>(work: () => Promise<T>, breaker: Breaker, timer: Timer): Promise<T> {
  return breaker.run(async () => {
    const { promise: late, reject } = Promise.withResolvers<never>();
    const stop = timer.after(READ_WITHIN_MS, () =>
      reject(new StoreSlow(`The store of playbooks did not answer within ${READ_WITHIN_MS} ms.`)),
    );
    try {
      return await Promise.race([work(), late]);
    } finally {
      stop();
    }
  });
}
