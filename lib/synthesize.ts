import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import type { CompiledPlaybook } from '../agent/playbook/compiled-playbook.ts';
import { readConfiguration } from './configuration.ts';
import { ParleyStack } from './parley-stack.ts';

/** Name of the stack in the app, in CloudFormation and in `cdk deploy`. */
export const STACK_NAME = 'Parley';

/** Adds Parley to a CDK app, configured by the app's context. */
export function addParley(app: App, playbooks: readonly CompiledPlaybook[]): ParleyStack {
  return new ParleyStack(app, STACK_NAME, {
    description: 'Parley: AI phone agents in your own account.',
    configuration: readConfiguration(app.node),
    playbooks,
  });
}

/** A stack as CDK sees it, and as CloudFormation does. */
export interface Synthesized {
  stack: ParleyStack;
  template: Template;
}

/**
 * Synthesizes the stack for a look at it: functions are not bundled, and nothing is left on disk.
 *
 * @param context what `-c key=value` would say.
 */
export function synthesizeTemplate(
  context: Record<string, unknown>,
  playbooks: readonly CompiledPlaybook[],
): Synthesized {
  const outdir = mkdtempSync(path.join(tmpdir(), 'parley-synth-'));
  try {
    const app = new App({
      outdir,
      analyticsReporting: false,
      context: { ...context, 'aws:cdk:bundling-stacks': [] },
    });
    const stack = addParley(app, playbooks);
    return { stack, template: Template.fromStack(stack) };
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}
