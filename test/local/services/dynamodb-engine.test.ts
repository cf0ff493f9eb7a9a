import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { startDynamoEngine } from '../../../local/services/dynamodb-engine.ts';
import { aDirectory } from '../../builders/a-change.ts';

it('says what to do about data that it cannot read', async () => {
  const directory = path.join(aDirectory(), 'dynamodb');
  mkdirSync(directory);
  writeFileSync(path.join(directory, 'CURRENT'), 'no manifest');

  await expect(startDynamoEngine(directory)).rejects.toThrow(
    `The data in ${directory} cannot be read. Start with --fresh, or move that directory away.`,
  );
});
