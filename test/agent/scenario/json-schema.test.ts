import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { scenarioJsonSchema } from '../../../agent/scenario/json-schema.ts';
import { PLAYBOOKS_FOLDER } from '../../../lib/playbooks.ts';
import { SCENARIO_SCHEMA_FILE } from '../../../local/commands/write-docs.ts';
import { findScenarios } from '../../../local/scenario/scenario-files.ts';

const files = findScenarios(PLAYBOOKS_FOLDER).scenarios.map(({ file }) => file);

describe('the published schema of scenarios', () => {
  it('is what the code says (else run: node local/commands/write-docs.ts)', () => {
    const published: unknown = JSON.parse(readFileSync(SCENARIO_SCHEMA_FILE, 'utf8'));
    expect(published).toEqual(scenarioJsonSchema());
  });

  it.each(files)('is named in the first line of %s', (file) => {
    const [first] = readFileSync(file, 'utf8').split('\n');
    const reference = /^# yaml-language-server: \$schema=(.+)$/.exec(first ?? '')?.[1] ?? '';
    expect(path.resolve(path.dirname(file), reference)).toBe(SCENARIO_SCHEMA_FILE);
  });
});
