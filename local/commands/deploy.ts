import { Command } from 'commander';
import { readConfiguration } from '../../lib/configuration/read.ts';
import { type DeploymentPlan, planDeployment, planText } from '../../lib/cost/plan.ts';
import { loadPlaybooks } from '../../lib/playbooks.ts';
import { mistakeIn, synthesizeTemplate } from '../../lib/synthesize.ts';
import { CommandFailed } from '../command-failed.ts';

/** `parley deploy --dry-run`: what a deployment would make and cost, without touching AWS. */
export function deployCommand(print: (text: string) => void = toStandardOutput): Command {
  return new Command('deploy')
    .description('show what parley.config.yaml would deploy and what it costs; deploy with "npx cdk deploy"')
    .option('--dry-run', 'only show it', false)
    .option('--json', 'print the plan as JSON', false)
    .action((options: { dryRun: boolean; json: boolean }) => {
      if (!options.dryRun)
        throw new CommandFailed(
          'Deploying is the work of CDK: npx cdk deploy. Add --dry-run to see here what that would make.',
        );
      const plan = makePlan();
      print(options.json ? JSON.stringify(plan, null, 2) : planText(plan));
    });
}

function makePlan(): DeploymentPlan {
  try {
    const playbooks = loadPlaybooks();
    const configuration = readConfiguration(playbooks);
    const { template } = synthesizeTemplate(configuration, playbooks);
    return planDeployment(template.toJSON(), configuration);
  } catch (cause) {
    const mistake = mistakeIn(cause);
    throw mistake === undefined ? cause : new CommandFailed(mistake);
  }
}

function toStandardOutput(text: string): void {
  process.stdout.write(`${text}\n`);
}
