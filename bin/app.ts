import { App } from 'aws-cdk-lib';
import { readConfiguration } from '../lib/configuration.ts';
import { ParleyStack } from '../lib/parley-stack.ts';
import { loadPlaybooks } from '../lib/playbooks.ts';

const app = new App({ analyticsReporting: false });
new ParleyStack(app, 'Parley', {
  description: 'Parley: AI phone agents in your own account.',
  configuration: readConfiguration(app.node),
  playbooks: loadPlaybooks(),
});
app.synth();
