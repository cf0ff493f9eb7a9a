import { loadPlaybooks } from '../playbooks.ts';
import { synthesizeTemplate } from '../synthesize.ts';
import { costReport } from './report.ts';

const playbooks = loadPlaybooks();
const report = costReport((context) => synthesizeTemplate(context, playbooks).template.toJSON());
process.stdout.write(`${report}\n`);
