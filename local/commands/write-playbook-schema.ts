import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { playbookJsonSchema } from '../../agent/playbook/json-schema.ts';
import { REPOSITORY_ROOT } from '../../lib/repository.ts';

/** Where editors find the schema; playbooks point to it in their first line. */
export const PLAYBOOK_SCHEMA_FILE = path.join(REPOSITORY_ROOT, 'docs', 'playbook.schema.json');

/** The file's text. */
export function playbookSchemaText(): string {
  return `${JSON.stringify(playbookJsonSchema(), null, 2)}\n`;
}

if (import.meta.main) writeFileSync(PLAYBOOK_SCHEMA_FILE, playbookSchemaText());
