import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as z from 'zod';
import type { CompiledPlaybook } from '../agent/playbook/compiled-playbook.ts';
import { InvalidPlaybook } from '../agent/playbook/problem.ts';
import { ConfigurationInvalid } from './configuration/problem.ts';
import { parseConfiguration, readConfiguration } from './configuration/read.ts';
import { regionOf } from './configuration/rules.ts';
import { type Configuration, type ConfigurationInput, UNLESS_CONFIGURED } from './configuration/schema.ts';
import { ParleyStack } from './parley-stack.ts';

/** Name of the stack in the app, in CloudFormation and in `cdk deploy`. */
export const STACK_NAME = 'Parley';

/**
 * Adds Parley to a CDK app, configured by `parley.config.yaml`.
 *
 * @throws ConfigurationInvalid when the file is not right.
 */
export function addParley(app: App, playbooks: readonly CompiledPlaybook[]): ParleyStack {
  const unlessConfigured = z
    .record(z.string(), z.unknown())
    .parse(app.node.tryGetContext(UNLESS_CONFIGURED) ?? {});
  return addConfiguredParley(app, playbooks, readConfiguration(playbooks, unlessConfigured));
}

function addConfiguredParley(
  app: App,
  playbooks: readonly CompiledPlaybook[],
  configuration: Configuration,
): ParleyStack {
  const region = regionOf(configuration);
  return new ParleyStack(app, STACK_NAME, {
    // Without a region the stack goes where the credentials point to.
    ...(region === undefined ? {} : { env: { region } }),
    description: 'Parley: AI phone agents in your own account.',
    configuration,
    playbooks,
  });
}

/** What is wrong in a file that people write, with its place and its fix; undefined when it is our own fault. */
export function mistakeIn(cause: unknown): string | undefined {
  return cause instanceof ConfigurationInvalid || cause instanceof InvalidPlaybook
    ? cause.message
    : undefined;
}

/** A stack as CDK sees it, and as CloudFormation does. */
export interface Synthesized {
  stack: ParleyStack;
  template: Template;
}

/**
 * Synthesizes the stack for a look at it: functions are not bundled, CDK's own rules are not asked (that takes most
 * of the time; `cdk synth` asks them), and nothing is left on disk.
 *
 * @param configuration what `parley.config.yaml` would say; the file itself is not read.
 */
export function synthesizeTemplate(
  configuration: ConfigurationInput,
  playbooks: readonly CompiledPlaybook[],
): Synthesized {
  const outdir = mkdtempSync(path.join(tmpdir(), 'parley-synth-'));
  try {
    const app = new App({
      outdir,
      analyticsReporting: false,
      builtinCloudFormationValidation: false,
      context: { 'aws:cdk:bundling-stacks': [] },
    });
    const stack = addConfiguredParley(
      app,
      playbooks,
      parseConfiguration('', 'the configuration', playbooks, configuration),
    );
    return { stack, template: Template.fromStack(stack) };
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}
