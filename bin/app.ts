import { App } from 'aws-cdk-lib';
import { loadPlaybooks } from '../lib/playbooks.ts';
import { addParley } from '../lib/synthesize.ts';

const app = new App({ analyticsReporting: false });
addParley(app, loadPlaybooks());
app.synth();
