import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { generatedDocs } from '../../agent/call/generated-docs.ts';
import { playbookJsonSchema } from '../../agent/playbook/json-schema.ts';
import { scenarioJsonSchema } from '../../agent/scenario/json-schema.ts';
import { REPOSITORY_ROOT } from '../../lib/repository.ts';

const DOCS = path.join(REPOSITORY_ROOT, 'docs');

/** Where editors find the schema of playbooks; each playbook points to it in its first line. */
export const PLAYBOOK_SCHEMA_FILE = path.join(DOCS, 'playbook.schema.json');
/** Where editors find the schema of scenarios. */
export const SCENARIO_SCHEMA_FILE = path.join(DOCS, 'scenario.schema.json');

/**
 * Writes the documents that are made from the code (`agent/call/generated-docs.ts`, and the JSON Schemas of
 * playbooks and scenarios) into `docs/`.
 */
async function writeDocs(): Promise<void> {
  for (const [file, content] of generatedDocs()) {
    const target = path.join(DOCS, file);
    await mkdir(path.dirname(target), { recursive: true });
    await writeFile(target, content);
  }
  await writeFile(PLAYBOOK_SCHEMA_FILE, `${JSON.stringify(playbookJsonSchema(), null, 2)}\n`);
  await writeFile(SCENARIO_SCHEMA_FILE, `${JSON.stringify(scenarioJsonSchema(), null, 2)}\n`);
}

if (import.meta.main) await writeDocs();
