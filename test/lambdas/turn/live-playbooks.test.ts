import { describe, expect, it } from 'vitest';
import type { Timer } from '../../../agent/conversation/ports.ts';
import type { CompiledPlaybook } from '../../../agent/playbook/compiled-playbook.ts';
import { publish, rollBack } from '../../../agent/playbook/publish.ts';
import { CURRENT_FOR_MS, livePlaybooks } from '../../../lambdas/turn/playbooks.ts';
import { aPlaybook } from '../../builders/a-playbook.ts';
import { memoryPlaybookStore } from '../../builders/memory-playbook-store.ts';

const AT = '2026-11-23T09:00:00.000Z';
const deployed = aPlaybook();
const { id } = deployed;
const newer = aPlaybook({ company: 'Oak Street Dental' });
const newest = aPlaybook({ company: 'Pine Street Dental' });

const NEVER: Timer = { after: () => () => undefined };
const AT_ONCE: Timer = {
  after: (_ms, callback) => {
    callback();
    return () => undefined;
  },
};

function setUp({
  bundled = [deployed],
  timer = NEVER,
}: {
  bundled?: CompiledPlaybook[];
  timer?: Timer;
} = {}) {
  const store = memoryPlaybookStore();
  const place = { store, id, deployed: deployed.version, at: AT };
  let nowMs = 0;
  const trouble: unknown[] = [];
  const functionOn = (playbooks: CompiledPlaybook[]) =>
    livePlaybooks({
      bundled: playbooks,
      store,
      elapsed: () => nowMs,
      timer,
      onTrouble: (cause) => trouble.push(cause),
    });
  return {
    store,
    place,
    trouble,
    functionOn,
    playbooks: functionOn(bundled),
    aWhileLater: () => {
      nowMs += CURRENT_FOR_MS;
    },
  };
}

describe('the playbook that a call begins with', () => {
  it('is the one in the bundle as long as none was published', async () => {
    const { playbooks } = setUp();
    expect(await playbooks.get(id)).toBe(deployed);
    expect(await playbooks.get('nobody')).toBeUndefined();
  });

  it('is the one that was published, a few seconds later and without a deployment', async () => {
    const { playbooks, place, aWhileLater } = setUp();
    await playbooks.get(id);
    await publish(place, newer);
    expect((await playbooks.get(id))?.version).toBe(deployed.version);
    aWhileLater();
    expect(await playbooks.get(id)).toEqual(newer);
  });

  it('is the earlier one again after a roll-back', async () => {
    const { playbooks, place, aWhileLater } = setUp();
    await publish(place, newer);
    await publish(place, newest);
    expect((await playbooks.get(id))?.version).toBe(newest.version);
    await rollBack(place, undefined);
    aWhileLater();
    expect((await playbooks.get(id))?.version).toBe(newer.version);
  });

  it('is that of a deployment which changed the playbook after it was published', async () => {
    const { place, functionOn } = setUp();
    await publish(place, newer);
    const redeployed = functionOn([deployed]);
    expect((await redeployed.get(id))?.version).toBe(newer.version);
    const changed = functionOn([newest]);
    expect((await changed.get(id))?.version).toBe(newest.version);
  });
});

describe('the playbook that a call goes on with', () => {
  it('is the one that it began with, whatever was published meanwhile', async () => {
    const { playbooks, place, aWhileLater } = setUp();
    await publish(place, newer);
    await publish(place, newest);
    aWhileLater();
    expect(await playbooks.get(id, newer.version)).toEqual(newer);
    expect(await playbooks.get(id, deployed.version)).toBe(deployed);
  });

  it('is still there after a deployment with another version in its bundle', async () => {
    const { playbooks, functionOn, store } = setUp();
    await playbooks.get(id);
    await store.written();
    const after = functionOn([newest]);
    expect(await after.get(id, deployed.version)).toEqual(deployed);
  });

  it('is none when that version was never kept', async () => {
    const { playbooks } = setUp();
    expect(await playbooks.get(id, 'of-last-week')).toBeUndefined();
  });
});

describe('when the store cannot be read', () => {
  it('the bundle answers, and it is told', async () => {
    const { playbooks, place, store, trouble } = setUp();
    await publish(place, newer);
    store.breakDown();
    expect(await playbooks.get(id)).toBe(deployed);
    expect(trouble).not.toEqual([]);
  });

  it('what was last known to be current stays current', async () => {
    const { playbooks, place, store, aWhileLater } = setUp();
    await publish(place, newer);
    await playbooks.get(id);
    store.breakDown();
    aWhileLater();
    expect((await playbooks.get(id))?.version).toBe(newer.version);
  });

  it('a store that does not answer in time keeps no caller waiting', async () => {
    const { playbooks, store, trouble } = setUp({ timer: AT_ONCE });
    store.newest = () => new Promise(() => undefined);
    expect(await playbooks.get(id)).toBe(deployed);
    expect(trouble).toContainEqual(expect.objectContaining({ name: 'StoreSlow' }));
  });

  it('it is left alone after some failures instead of costing every caller its time', async () => {
    const { playbooks, store, aWhileLater } = setUp();
    store.breakDown();
    for (let call = 0; call < 10; call += 1) {
      await playbooks.get(id);
      aWhileLater();
    }
    expect(store.reads()).toBeLessThan(5);
  });
});
