import { App } from 'aws-cdk-lib';
import { InvalidPlaybook } from '../agent/playbook/problem.ts';
import { ConfigurationInvalid } from '../lib/configuration/problem.ts';
import { loadPlaybooks } from '../lib/playbooks.ts';
import { addParley } from '../lib/synthesize.ts';

try {
  const app = new App({ analyticsReporting: false });
  addParley(app, loadPlaybooks());
  app.synth();
} catch (cause) {
  if (!(cause instanceof ConfigurationInvalid || cause instanceof InvalidPlaybook)) throw cause;
  // A mistake in a file that people write: its place and its fix, without the program's own lines.
  process.stderr.write(`${cause.message}\n`);
  process.exitCode = 1;
}
