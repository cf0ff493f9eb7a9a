import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { generatedDocs } from '../../agent/call/generated-docs.ts';
import { REPOSITORY_ROOT } from '../../lib/repository.ts';

const DOCS = path.join(REPOSITORY_ROOT, 'docs');

/** Writes the documents that are made from the code (`agent/call/generated-docs.ts`) into `docs/`. */
async function writeDocs(): Promise<void> {
  for (const [file, content] of generatedDocs()) {
    const target = path.join(DOCS, file);
    await mkdir(path.dirname(target), { recursive: true });
    await writeFile(target, content);
  }
}

if (import.meta.main) await writeDocs();
