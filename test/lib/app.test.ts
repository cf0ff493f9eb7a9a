import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { UNLESS_CONFIGURED } from '../../lib/configuration/schema.ts';
import { loadPlaybooks } from '../../lib/playbooks.ts';
import { REPOSITORY_ROOT } from '../../lib/repository.ts';
import { synthesizeTemplate } from '../../lib/synthesize.ts';

/** What the deployment tool reads beside the template: where each asset lies in the assembly. */
const Assets = z.object({
  files: z.record(z.string(), z.object({ displayName: z.string(), source: z.object({ path: z.string() }) })),
  dockerImages: z
    .record(
      z.string(),
      z.object({
        source: z.object({ directory: z.string() }),
        destinations: z.record(z.string(), z.unknown()),
      }),
    )
    .optional(),
});

const assembly = mkdtempSync(path.join(tmpdir(), 'parley-app-'));
afterAll(() => rmSync(assembly, { recursive: true, force: true }));

/** No AWS account, no network (every proxy is a closed port), no program to find, and no Docker. */
const ALONE = {
  PATH: '/nonexistent',
  HOME: '/nonexistent',
  CDK_DOCKER: '/nonexistent/docker',
  HTTPS_PROXY: 'http://127.0.0.1:9',
  HTTP_PROXY: 'http://127.0.0.1:9',
};

execFileSync(process.execPath, ['bin/app.ts'], {
  cwd: REPOSITORY_ROOT,
  stdio: 'pipe',
  env: {
    ...ALONE,
    CDK_OUTDIR: assembly,
    CDK_CONTEXT_JSON: JSON.stringify({ [UNLESS_CONFIGURED]: { mediaService: {} } }),
  },
});
const assets = Assets.parse(JSON.parse(readFileSync(path.join(assembly, 'Parley.assets.json'), 'utf8')));

function fileAsset(displayName: string): string {
  const found = Object.values(assets.files).find((asset) => asset.displayName === displayName);
  if (found === undefined) throw new Error(`There is no asset ${displayName}.`);
  return path.join(assembly, found.source.path);
}

describe('the app', () => {
  it.each(['PublishEvents', 'CallHeader', 'Turn'])(
    'puts a minified module for %s into the assembly, and its parts',
    (name) => {
      const owner = name === 'Turn' ? 'Agent' : 'Calls';
      const directory = fileAsset(`${owner}/${name}/Function/Code`);
      const whole = readdirSync(directory).filter((file) => !file.startsWith('part-'));
      expect(whole.sort()).toEqual(name === 'Turn' ? ['index.mjs', 'playbooks.json'] : ['index.mjs']);
      const code = readFileSync(path.join(directory, 'index.mjs'), 'utf8');
      expect(code).toMatch(/export\{[^}]*\bas handler\b/);
    },
  );

  it('gives the turn function every playbook, compiled', () => {
    const packed = readFileSync(path.join(fileAsset('Agent/Turn/Function/Code'), 'playbooks.json'), 'utf8');
    expect(JSON.parse(packed)).toEqual(JSON.parse(JSON.stringify(loadPlaybooks())));
  });

  it('is deployed by a template of which the rules of CDK have nothing to say', () => {
    const report = JSON.parse(readFileSync(path.join(assembly, 'validation-report.json'), 'utf8'));
    expect(report).toMatchObject({ pluginReports: [] });
  });

  it('leaves what Docker needs to build the media service, and does not call Docker', () => {
    const [image] = Object.values(assets.dockerImages ?? {});
    if (image === undefined) throw new Error('There is no image.');
    const context = path.join(assembly, image.source.directory);
    expect(readdirSync(context).sort()).toEqual(['Dockerfile', 'fvad.wasm', 'main.mjs']);
    expect(readFileSync(path.join(context, 'Dockerfile'), 'utf8')).toMatch(/^FROM .*node:24-slim$/m);
  });

  it('tells a mistake of the configuration and its place, and none of its own lines', () => {
    const connect = { instance: { alias: 'elm' }, agents: { 'dental-appointments': {} } };
    const refused = spawnSync(process.execPath, ['bin/app.ts'], {
      cwd: REPOSITORY_ROOT,
      encoding: 'utf8',
      env: { ...ALONE, CDK_CONTEXT_JSON: JSON.stringify({ [UNLESS_CONFIGURED]: { connect } }) },
    });
    expect(refused.status).toBe(1);
    expect(refused.stderr).toMatch(/"queue" is missing: either {arn: /);
    expect(refused.stderr).not.toMatch(/^ +at /m);
  });

  it('goes to the region that the configuration names, and needs nobody to look that up', () => {
    const queue = { make: 'Front desk' };
    const { stack, template } = synthesizeTemplate(
      {
        region: 'eu-central-1',
        mediaService: {},
        connect: { instance: { alias: 'elm' }, agents: { 'dental-appointments': { queue } } },
      },
      loadPlaybooks(),
    );
    expect(stack.environment).toBe('aws://unknown-account/eu-central-1');
    expect(Object.keys(template.findResources('AWS::EC2::Subnet')).length).toBe(2);
    expect(synthesizeTemplate({}, loadPlaybooks()).stack.environment).toMatch(/unknown-region$/);
  });

  it('is understood by the CDK command line that is installed with it', () => {
    const cdk = path.join(REPOSITORY_ROOT, 'node_modules/aws-cdk/bin/cdk');
    const stacks = execFileSync(process.execPath, [cdk, 'list', '--app', assembly], {
      cwd: REPOSITORY_ROOT,
      stdio: 'pipe',
      env: ALONE,
      encoding: 'utf8',
    });
    expect(stacks.trim()).toBe('Parley');
  });
});
