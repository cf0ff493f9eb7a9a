import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dynamoPlaybookStore } from '../../../adapters/dynamodb/playbook-store.ts';
import { compile } from '../../../agent/playbook/compile.ts';
import type { PlaybookStore } from '../../../agent/playbook/publication.ts';
import { NotPublished, publish, rollBack } from '../../../agent/playbook/publish.ts';
import { aPlaybook, aPlaybookSource } from '../../builders/a-playbook.ts';
import { PLAYBOOKS_TABLE, startTables, type Tables } from '../../builders/tables.ts';

let tables: Tables;
let store: PlaybookStore;

beforeAll(async () => {
  tables = await startTables();
  store = dynamoPlaybookStore(tables.client, PLAYBOOKS_TABLE);
});
afterAll(() => tables.close());

const AT = '2026-11-23T09:00:00.000Z';
/** A playbook that nobody else in this file has. */
const ours = (id: string, company: string) => aPlaybook({ id, company });
const placeOf = (id: string) => ({ store, id, deployed: ours(id, 'Deployed').version, at: AT });

describe('a version', () => {
  it('comes back as it was kept', async () => {
    const playbook = ours('kept', 'Elm Street Dental');
    await store.keep(playbook);
    await store.keep(playbook);
    expect(await store.version('kept', playbook.version)).toEqual(playbook);
    expect(await store.version('kept', 'another')).toBeUndefined();
  });

  it('may be larger than an item of DynamoDB', async () => {
    const passages = Array.from({ length: 1_000 }, (_, line) => ({
      source: `knowledge/en-US/noise.md:${line + 1}`,
      locale: 'en-US',
      title: 'Noise',
      text: randomBytes(450).toString('base64'),
    }));
    const large = compile(aPlaybookSource({ id: 'large' }), passages);
    await store.keep(large);
    expect((await tables.items(PLAYBOOKS_TABLE)).filter(({ parts }) => Number(parts) > 1)).not.toEqual([]);
    expect(await store.version('large', large.version)).toEqual(large);
  });
});

describe('publications', () => {
  it('are numbered, and each says what it changed', async () => {
    const place = placeOf('numbered');
    await publish(place, ours('numbered', 'First'));
    await publish(place, ours('numbered', 'Second'));
    const history = await store.history('numbered');
    expect(history.map(({ number, how }) => [number, how])).toEqual([
      [2, 'published'],
      [1, 'published'],
    ]);
    expect(history[0]?.changes).toContain('company was "First" and is now "Second"');
  });

  it('over a deployment with which no call has begun say what changed when its playbook is at hand', async () => {
    const atHand = [ours('at-hand', 'Other'), ours('at-hand', 'Deployed')];
    const place = { ...placeOf('at-hand'), atHand };
    const { publication } = await publish(place, ours('at-hand', 'First'));
    expect(publication.changes).toContain('company was "Deployed" and is now "First"');
    const back = await rollBack(place, undefined);
    expect(back.publication.changes).toContain('company was "First" and is now "Deployed"');
    const other = { ...placeOf('at-hand'), id: 'unknown', deployed: 'ffffffffffffffff' };
    expect((await publish(other, ours('unknown', 'First'))).publication.changes).toEqual([
      'no call began with the version before, so it was not kept, and what changed cannot be told',
    ]);
  });

  it('of two publishers at once: exactly one succeeds and the other is told', async () => {
    const place = placeOf('raced');
    const results = await Promise.allSettled([
      publish(place, ours('raced', 'Mine')),
      publish(place, ours('raced', 'Yours')),
    ]);
    const lost = results.filter((result) => result.status === 'rejected');
    expect(lost).toHaveLength(1);
    expect(lost[0]?.reason).toBeInstanceOf(NotPublished);
    expect(lost[0]?.reason.message).toContain('at the same time');
    expect(await store.history('raced')).toHaveLength(1);
  });

  it('of the version that is current already are refused', async () => {
    const place = placeOf('again');
    await publish(place, ours('again', 'New'));
    await expect(publish(place, ours('again', 'New'))).rejects.toThrow('nothing to publish');
  });
});

describe('a roll-back', () => {
  it('goes to the version before, or back to the deployment, and is itself in the history', async () => {
    const place = placeOf('rolled');
    const [one, two] = [ours('rolled', 'One'), ours('rolled', 'Two')];
    await publish(place, one);
    await publish(place, two);
    expect((await rollBack(place, undefined)).publication).toMatchObject({
      number: 3,
      version: one.version,
      how: 'rolled-back',
      changes: ['company was "Two" and is now "One"'],
    });
    expect((await rollBack(place, place.deployed.slice(0, 6))).publication.version).toBe(place.deployed);
    expect((await store.history('rolled')).map(({ number }) => number)).toEqual([4, 3, 2, 1]);
  });

  it('to a version that nobody knows is refused, and names those that there are', async () => {
    const place = placeOf('unknown');
    await publish(place, ours('unknown', 'One'));
    await expect(rollBack(place, 'ffff0000')).rejects.toThrow(place.deployed);
  });

  it('is refused where nothing was published', async () => {
    await expect(rollBack(placeOf('fresh'), undefined)).rejects.toThrow('Nothing was published');
  });
});
