import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { Stage } from 'aws-cdk-lib';
import { Platform } from 'aws-cdk-lib/aws-ecr-assets';
import { ContainerImage } from 'aws-cdk-lib/aws-ecs';
import type { Construct } from 'constructs';
import { bundle } from '../bundle.ts';
import { REPOSITORY_ROOT } from '../repository.ts';

/** Source file of the media service, relative to the repository's root. */
export const MEDIA_ENTRY = 'media/main.ts';
/** Name of its bundle in the image. */
export const MEDIA_BUNDLE = 'main.mjs';

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
  bundle(context, { entry: MEDIA_ENTRY, outputFile: MEDIA_BUNDLE, files: imageFiles() });
  return ContainerImage.fromAsset(context, { platform: Platform.LINUX_ARM64 });
}

/** What lies beside the bundle: the recipe of the image, and the voice detector, which loads it by name. */
export function imageFiles(): Record<string, Uint8Array> {
  const detector = 'node_modules/@echogarden/fvad-wasm/fvad.wasm';
  return {
    Dockerfile: readFileSync(path.join(import.meta.dirname, 'Dockerfile')),
    [path.basename(detector)]: readFileSync(path.join(REPOSITORY_ROOT, detector)),
  };
}
