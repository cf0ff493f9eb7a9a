import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { CloudProblem } from '../cloud-problem.ts';

const Manifest = z.object({
  artifacts: z.record(
    z.string(),
    z.object({
      type: z.string(),
      properties: z.looseObject({ templateFile: z.string().optional() }).optional(),
    }),
  ),
});
const AssetManifest = z.object({
  files: z
    .record(
      z.string(),
      z.object({
        source: z.object({ path: z.string().optional() }),
        destinations: z.record(z.string(), z.object({ objectKey: z.string() })),
      }),
    )
    .default({}),
  dockerImages: z
    .record(
      z.string(),
      z.object({
        source: z.object({ directory: z.string().optional() }),
        destinations: z.record(z.string(), z.object({ imageTag: z.string() })),
      }),
    )
    .default({}),
});
export const CloudFormation = z.object({
  Parameters: z.record(z.string(), z.object({ Default: z.unknown() })).default({}),
  Mappings: z.record(z.string(), z.record(z.string(), z.record(z.string(), z.unknown()))).default({}),
  Conditions: z.record(z.string(), z.unknown()).default({}),
  Resources: z.record(
    z.string(),
    z.object({
      Type: z.string(),
      Condition: z.string().optional(),
      Properties: z.record(z.string(), z.unknown()).default({}),
    }),
  ),
  Outputs: z
    .record(z.string(), z.object({ Value: z.unknown(), Condition: z.string().optional() }))
    .default({}),
});
export type CloudFormation = z.infer<typeof CloudFormation>;

/** What `cdk synth` wrote: the stacks, and the directories of the assets that they name. */
export interface Assembly {
  stacks: { name: string; template: CloudFormation }[];
  /** Directories by object key of a file asset or tag of an image asset. */
  assets: ReadonlyMap<string, string>;
}

/**
 * Reads a synthesized cloud assembly.
 *
 * @throws CloudProblem when the directory holds none or one that makes no sense.
 */
export function readAssembly(directory: string): Assembly {
  const manifestFile = path.join(directory, 'manifest.json');
  if (!existsSync(manifestFile))
    throw new CloudProblem(
      `${directory} holds no cloud assembly. Make one: npm run synth -- --output ${directory}`,
    );
  const { artifacts } = parse(Manifest, manifestFile);
  const stacks: Assembly['stacks'] = [];
  const assets = new Map<string, string>();
  for (const [name, artifact] of Object.entries(artifacts)) {
    const file = artifact.properties?.templateFile;
    if (artifact.type === 'aws:cloudformation:stack' && file !== undefined) {
      stacks.push({ name, template: parse(CloudFormation, path.join(directory, file)) });
      collectAssets(directory, path.join(directory, `${name}.assets.json`), assets);
    }
  }
  return { stacks, assets };
}

function collectAssets(directory: string, file: string, assets: Map<string, string>): void {
  if (!existsSync(file)) return;
  const manifest = parse(AssetManifest, file);
  for (const { source, destinations } of Object.values(manifest.files)) {
    if (source.path === undefined) continue;
    for (const { objectKey } of Object.values(destinations))
      assets.set(objectKey, path.resolve(directory, source.path));
  }
  for (const { source, destinations } of Object.values(manifest.dockerImages)) {
    if (source.directory === undefined) continue;
    for (const { imageTag } of Object.values(destinations))
      assets.set(imageTag, path.resolve(directory, source.directory));
  }
}

function parse<S extends z.ZodType>(schema: S, file: string): z.output<S> {
  const result = schema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  if (result.success) return result.data;
  throw new CloudProblem(`${file} is not what CDK writes: ${z.prettifyError(result.error)}`);
}
