import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { CallEvent } from '../../../agent/call/events/catalogue.ts';
import { generatedDocs } from '../../../agent/call/generated-docs.ts';
import { REPOSITORY_ROOT } from '../../../lib/repository.ts';

const DOCS = path.join(REPOSITORY_ROOT, 'docs');

describe('the documents made from the code', () => {
  it.each([...generatedDocs()])(
    'docs/%s is up to date; if not, run node local/commands/write-docs.ts',
    async (file, content) => {
      expect(await readFile(path.join(DOCS, file), 'utf8')).toBe(content);
    },
  );

  it('have one schema for each event type, and none for an event that is gone', async () => {
    const types = CallEvent.options.map((event) => `${event.shape.type.value}.schema.json`);
    expect((await readdir(path.join(DOCS, 'events/v1'))).toSorted()).toEqual(types.toSorted());
  });
});
