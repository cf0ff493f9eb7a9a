import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { playbookJsonSchema } from '../../../agent/playbook/json-schema.ts';
import { PLAYBOOKS_FOLDER, playbookFiles } from '../../../lib/playbooks.ts';
import { PLAYBOOK_SCHEMA_FILE } from '../../../local/commands/write-docs.ts';

describe('the published schema of playbooks', () => {
  it('is what the code says (else run: node local/commands/write-docs.ts)', () => {
    const published: unknown = JSON.parse(readFileSync(PLAYBOOK_SCHEMA_FILE, 'utf8'));
    expect(published).toEqual(playbookJsonSchema());
  });

  it('says what keys are for and refuses unknown ones', () => {
    const schema = playbookJsonSchema();
    expect(schema).toMatchObject({
      additionalProperties: false,
      properties: { timeZone: { description: expect.stringContaining('IANA') } },
    });
    expect(JSON.stringify(schema)).not.toContain('"placeholders"');
  });

  it.each(playbookFiles(PLAYBOOKS_FOLDER))('is named in the first line of %s', (file) => {
    const [first] = readFileSync(file, 'utf8').split('\n');
    const reference = /^# yaml-language-server: \$schema=(.+)$/.exec(first ?? '')?.[1] ?? '';
    expect(path.resolve(path.dirname(file), reference)).toBe(PLAYBOOK_SCHEMA_FILE);
  });
});
