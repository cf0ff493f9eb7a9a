import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Stack, Stage } from 'aws-cdk-lib';
import { Platform } from 'aws-cdk-lib/aws-ecr-assets';
import { ContainerImage } from 'aws-cdk-lib/aws-ecs';
import type { Construct } from 'constructs';
import { type Bundle, bundle, type ProgramOptions } from '../bundle.ts';
import { REPOSITORY_ROOT } from '../repository.ts';

/** What is bundled for the media service. */
export const MEDIA_PROGRAM: ProgramOptions = { entry: 'media/main.ts', outputFile: 'main.mjs' };
const VOICE_DETECTOR = 'node_modules/@echogarden/fvad-wasm/fvad.wasm';

/**
 * The image of the media service. Synth only writes its build context into the cloud assembly; Docker is
 * needed when the stack is deployed, not before.
 */
export function mediaImage(scope: Construct): ContainerImage {
  const assembly = Stage.of(scope)?.assetOutdir;
  if (assembly === undefined) throw new Error('The media service must be part of a CDK app.');
  const context = path.join(assembly, 'media-service');
  // What an earlier synth into the same directory left must not get into the image.
  rmSync(context, { recursive: true, force: true });
  // Like the functions, which CDK does not bundle either for those who only look at the template.
  if (Stack.of(scope).bundlingRequired) writeBuildContext(context);
  else mkdirSync(context, { recursive: true });
  writeFileSync(path.join(context, 'Dockerfile'), readFileSync(path.join(import.meta.dirname, 'Dockerfile')));
  return ContainerImage.fromAsset(context, { platform: Platform.LINUX_ARM64 });
}

/**
 * Writes what the media service runs from: its bundle, and beside it the WebAssembly of the voice detector,
 * which is loaded by name from the bundle's own folder.
 */
export function writeBuildContext(directory: string): Bundle {
  return bundle(directory, {
    ...MEDIA_PROGRAM,
    files: { [path.basename(VOICE_DETECTOR)]: readFileSync(path.join(REPOSITORY_ROOT, VOICE_DETECTOR)) },
  });
}
