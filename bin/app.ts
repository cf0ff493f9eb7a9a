import { App } from 'aws-cdk-lib';
import { loadPlaybooks } from '../lib/playbooks.ts';
import { addParley, mistakeIn } from '../lib/synthesize.ts';

try {
  const app = new App({ analyticsReporting: false });
  addParley(app, loadPlaybooks());
  app.synth();
} catch (cause) {
  const mistake = mistakeIn(cause);
  if (mistake === undefined) throw cause;
  process.stderr.write(`${mistake}\n`);
  process.exitCode = 1;
}
