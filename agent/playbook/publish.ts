import type { CompiledPlaybook } from './compiled-playbook.ts';
import { currentVersion, type PlaybookStore, type Publication } from './publication.ts';
import { changesIn } from './publication-changes.ts';

/** Why a playbook was not published or rolled back; the message says what to do. */
export class NotPublished extends Error {
  override readonly name = 'NotPublished';
}

/** What came of it. */
export interface Published {
  publication: Publication;
  /** The version that was current until now; undefined when it was never kept and is not at hand. */
  before: CompiledPlaybook | undefined;
}

/** One playbook of a deployment, as its publisher sees it. */
export interface Place {
  store: PlaybookStore;
  id: string;
  /** The version inside the deployment. */
  deployed: string;
  /** ISO-8601, UTC. */
  at: string;
  /**
   * What the publisher has of the deployment's own playbooks. A deployment keeps a version with the first call that
   * begins with it; until then this tells what changed.
   */
  atHand?: readonly CompiledPlaybook[];
}

/**
 * Makes a version of a playbook the one that new calls begin with. It is kept before it is made current, so that no
 * call is sent to a version that cannot be read.
 *
 * @throws NotPublished when that version is current already, or somebody else published meanwhile.
 */
export async function publish(place: Place, playbook: CompiledPlaybook): Promise<Published> {
  const { store, id, deployed } = place;
  const newest = await store.newest(id);
  const current = currentVersion(newest, deployed);
  if (current === playbook.version)
    throw new NotPublished(
      `Calls to ${id} begin with version ${current} already: there is nothing to publish.`,
    );
  await store.keep(playbook);
  return makeCurrent(place, {
    newest,
    current,
    after: playbook,
    version: playbook.version,
    how: 'published',
  });
}

/**
 * Makes an earlier version current again: the one before the current one, or the one whose version begins with
 * `wanted`.
 *
 * @throws NotPublished when there is no such version, or somebody else published meanwhile.
 */
export async function rollBack(place: Place, wanted: string | undefined): Promise<Published> {
  const { store, id, deployed } = place;
  const history = await store.history(id);
  const [newest] = history;
  const current = currentVersion(newest, deployed);
  const earlier = [...history.map(({ version }) => version), ...history.map(({ over }) => over), deployed];
  const version =
    wanted === undefined
      ? before(history, current, deployed)
      : theOne(
          wanted,
          earlier,
          `${id} has no version ${wanted}; it has ${[...new Set(earlier)].join(', ')}.`,
        );
  if (version === undefined)
    throw new NotPublished(
      `Nothing was published for ${id} over its deployment ${deployed}: there is no version before it.`,
    );
  if (version === current) throw new NotPublished(`Calls to ${id} begin with version ${version} already.`);
  const after = await keptOrAtHand(place, version);
  if (after === undefined && version !== deployed)
    throw new NotPublished(`Version ${version} of ${id} was never kept, so no call could begin with it.`);
  return makeCurrent(place, { newest, current, after, version, how: 'rolled-back' });
}

interface Change {
  newest: Publication | undefined;
  current: string;
  /** The version that becomes current; undefined when only the deployment has it. */
  after: CompiledPlaybook | undefined;
  version: string;
  how: Publication['how'];
}

/** The version as the store has it; that of the deployment also as the publisher has it. */
async function keptOrAtHand(
  { store, id, deployed, atHand = [] }: Place,
  version: string,
): Promise<CompiledPlaybook | undefined> {
  const kept = await store.version(id, version);
  if (kept !== undefined || version !== deployed) return kept;
  return atHand.find((playbook) => playbook.id === id && playbook.version === version);
}

async function makeCurrent(place: Place, change: Change): Promise<Published> {
  const { store, id, deployed, at } = place;
  const { newest, current, after, version, how } = change;
  const before = await keptOrAtHand(place, current);
  const number = (newest?.number ?? 0) + 1;
  const changes =
    after === undefined ? [`back to version ${version} of the deployment`] : changesIn(before, after);
  const publication: Publication = { number, version, at, how, over: deployed, changes };
  if ((await store.append(id, publication)) === 'appended') return { publication, before };
  throw new NotPublished(
    `Somebody else published ${id} at the same time. See what with "parley playbook list ${id}", then publish again if you still want to.`,
  );
}

/** The version that was current before this one, in the time of this deployment or at the end of the one before. */
function before(history: readonly Publication[], current: string, deployed: string): string | undefined {
  const sinceDeployed = history.filter(({ over }) => over === deployed).map(({ version }) => version);
  const [lastBefore] = history.filter(({ over }) => over !== deployed);
  const timeline = [...sinceDeployed, deployed, ...(lastBefore === undefined ? [] : [lastBefore.version])];
  return timeline.slice(timeline.indexOf(current) + 1).find((version) => version !== current);
}

function theOne(wanted: string, versions: readonly string[], otherwise: string): string {
  const [found, ...others] = new Set(versions.filter((version) => version.startsWith(wanted)));
  if (found === undefined) throw new NotPublished(otherwise);
  if (others.length === 0) return found;
  throw new NotPublished(
    `${wanted} is the beginning of ${[found, ...others].join(' and ')}; give more of it.`,
  );
}
