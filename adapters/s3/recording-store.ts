import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';

/** Stores recordings in S3 as `recordings/<callId>.wav`; returns the key. */
export function recordingStore(
  client: S3Client,
  bucket: string,
): (callId: string, wav: Buffer) => Promise<string> {
  return async (callId, wav) => {
    const key = `recordings/${callId}.wav`;
    await client.send(
      new PutObjectCommand({ Bucket: bucket, Key: key, Body: wav, ContentType: 'audio/wav' }),
    );
    return key;
  };
}
