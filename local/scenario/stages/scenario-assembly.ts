import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { App } from 'aws-cdk-lib';
import * as z from 'zod';
import type { CompiledPlaybook } from '../../../agent/playbook/compiled-playbook.ts';
import { parseConfiguration } from '../../../lib/configuration/read.ts';
import type { ConfigurationInput } from '../../../lib/configuration/schema.ts';
import { ParleyStack } from '../../../lib/parley-stack.ts';
import { STACK_NAME } from '../../../lib/synthesize.ts';

const VIRTUAL_CLOCK = new URL('./virtual-clock.ts', import.meta.url);

/** What of a template is changed here; the rest is kept as it is. */
const Template = z.looseObject({
  Resources: z.record(
    z.string(),
    z.looseObject({
      Type: z.string(),
      Properties: z
        .looseObject({
          StreamSpecification: z.unknown().optional(),
          Environment: z.looseObject({ Variables: z.record(z.string(), z.unknown()) }).optional(),
        })
        .optional(),
    }),
  ),
});

export interface ScenarioAssembly extends Disposable {
  directory: string;
}

export interface ScenarioAssemblyOptions {
  /** Parts of the stack beside the brain, as `parley.config.yaml` would say; the file itself is not read. */
  parts: ConfigurationInput;
  /** How far the clock of calls that do not tell their time is ahead of this machine's, in milliseconds. */
  aheadMs?: number;
}

/**
 * Synthesizes the stack with the scenarios' own playbooks inside the turn function, and that function on the
 * scenarios' clock. Everything else that a call needs is what `cdk deploy` would deploy.
 */
export function synthesizeForScenarios(
  playbooks: readonly CompiledPlaybook[],
  { parts, aheadMs = 0 }: ScenarioAssemblyOptions,
): ScenarioAssembly {
  const directory = mkdtempSync(path.join(os.tmpdir(), 'parley-scenarios-'));
  const remove = (): void => rmSync(directory, { recursive: true, force: true });
  try {
    const app = new App({
      outdir: directory,
      analyticsReporting: false,
      builtinCloudFormationValidation: false,
    });
    const configuration = parseConfiguration('', 'the configuration', playbooks, parts);
    new ParleyStack(app, STACK_NAME, { configuration, playbooks });
    app.synth();
    fitForScenarios(path.join(directory, `${STACK_NAME}.template.json`), aheadMs);
  } catch (cause) {
    remove();
    throw cause;
  }
  return { directory, [Symbol.dispose]: remove };
}

/**
 * Puts the turn function on the scenarios' clock (it is told by the table that it alone books in), and leaves
 * out the tables' streams and who reads them: what they make of a call is made of its record, which is what a
 * scenario is held against, and they would take half of the time.
 */
function fitForScenarios(file: string, aheadMs: number): void {
  const template = Template.parse(JSON.parse(readFileSync(file, 'utf8')));
  for (const [id, { Type, Properties }] of Object.entries(template.Resources)) {
    if (Type === 'AWS::Lambda::EventSourceMapping') delete template.Resources[id];
    if (Type === 'AWS::DynamoDB::Table') delete Properties?.StreamSpecification;
    const variables = Properties?.Environment?.Variables;
    if (Type !== 'AWS::Lambda::Function' || variables === undefined || !('CALENDAR_TABLE' in variables))
      continue;
    variables.NODE_OPTIONS = `--import=${VIRTUAL_CLOCK.href}`;
    variables.SCENARIO_AHEAD_MS = String(aheadMs);
  }
  writeFileSync(file, JSON.stringify(template));
}
