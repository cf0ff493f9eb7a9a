import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { CommandFailed } from '../command-failed.ts';

/** Where the recordings of a laptop's cloud are. */
export interface RecordingPlace {
  readonly outputs: Readonly<Record<string, string>>;
  readonly environment: Readonly<Record<string, string>>;
}

/**
 * The WAV of a recorded call.
 *
 * @throws CommandFailed when it is not there.
 */
export async function fetchRecording(
  { outputs, environment }: RecordingPlace,
  key: string,
): Promise<Uint8Array> {
  const { RecordingsOutput: Bucket } = outputs;
  const { AWS_ENDPOINT_URL_S3: endpoint, AWS_REGION: region } = environment;
  if (Bucket === undefined || endpoint === undefined || region === undefined)
    throw new CommandFailed('The stack does not tell where its recordings are.');
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const client = new S3Client({ endpoint, region, credentials, forcePathStyle: true });
  const { Body } = await client.send(new GetObjectCommand({ Bucket, Key: key }));
  if (Body === undefined) throw new CommandFailed(`There is no recording ${key}.`);
  const bytes = await Body.transformToByteArray();
  client.destroy();
  return bytes;
}
