import type { CompiledPlaybook } from '../../agent/playbook/compiled-playbook.ts';
import type { PlaybookStore, Publication } from '../../agent/playbook/publication.ts';

export interface MemoryPlaybookStore extends PlaybookStore {
  /** From now on nothing can be read or written. */
  breakDown(): void;
  /** How often it was asked for something. */
  reads(): number;
  /** Resolves when everything that was to be kept is kept. */
  written(): Promise<void>;
}

/** Published playbooks in memory, by the rules of the real store. */
export function memoryPlaybookStore(): MemoryPlaybookStore {
  const publications = new Map<string, Publication[]>();
  const versions = new Map<string, CompiledPlaybook>();
  const writes: Promise<void>[] = [];
  let broken = false;
  let reads = 0;
  const of = (id: string): Publication[] => {
    reads += 1;
    if (broken) throw new Error('the store is down');
    return publications.get(id) ?? [];
  };
  return {
    newest: async (id) => of(id).at(-1),
    history: async (id) => of(id).toReversed(),
    async append(id, publication) {
      const before = of(id);
      if (before.some(({ number }) => number === publication.number)) return 'number-taken';
      publications.set(id, [...before, publication]);
      return 'appended';
    },
    async version(id, version) {
      of(id);
      return versions.get(`${id} ${version}`);
    },
    keep(playbook) {
      const write = (async () => {
        of(playbook.id);
        versions.set(`${playbook.id} ${playbook.version}`, structuredClone(playbook));
      })();
      writes.push(write);
      return write;
    },
    breakDown: () => {
      broken = true;
    },
    reads: () => reads,
    written: async () => void (await Promise.all(writes)),
  };
}
