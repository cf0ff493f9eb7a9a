import { expect, test } from 'vitest';
import { Configuration } from '../../../lib/configuration/schema.ts';
import { planDeployment, planText } from '../../../lib/cost/plan.ts';
import { CommandFailed } from '../../../local/command-failed.ts';
import { deployCommand } from '../../../local/commands/deploy.ts';
import { EVERYTHING, stackWith } from '../../builders/stack.ts';

const template = stackWith(EVERYTHING).template.toJSON();

test('a deployment is never made by mistake: without --dry-run the command says what to run', async () => {
  const run = deployCommand(() => undefined).parseAsync(['node', 'deploy']);
  await expect(run).rejects.toThrow(CommandFailed);
  await expect(run).rejects.toThrow(/npx cdk deploy/);
});

test('the plan names what is made, what it costs while nobody calls, and a minute on each line', () => {
  const plan = planDeployment(template, Configuration.parse(EVERYTHING));

  expect(plan.resources).toMatchObject({ 'AWS::Lex::Bot': 1, 'AWS::Connect::ContactFlow': 3 });
  expect(plan.idle.parts).toContainEqual({
    what: 'Claimed telephone number',
    count: 1,
    usdPerMonth: expect.closeTo(0.9125, 3),
  });
  expect(Object.keys(plan.perMinute)).toEqual(['media', 'connect', 'chime-pstn']);
  const total = Object.values(plan.perMinute.connect?.parts ?? {}).reduce((sum, usd) => sum + usd, 0);
  expect(plan.perMinute.connect?.usd).toBeCloseTo(total, 9);
  expect(planText(plan)).toMatch(
    /1 × AWS::Connect::Instance[\s\S]*a month[\s\S]*A minute of talk on the connect line/,
  );
});
