import { readFileSync } from 'node:fs';
import { compile } from '../../agent/playbook/compile.ts';
import type { CompiledPlaybook } from '../../agent/playbook/compiled-playbook.ts';
import { load } from '../../agent/playbook/load.ts';
import { formatProblems } from '../../agent/playbook/problem.ts';

/** The dental practice's playbook as it is shipped. */
export function dentalPlaybook(): CompiledPlaybook {
  const file = 'playbooks/dental-appointments/playbook.yaml';
  const found = load(readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8'), file);
  if (!found.ok) throw new Error(formatProblems(found.problems));
  return compile(found.playbook);
}
