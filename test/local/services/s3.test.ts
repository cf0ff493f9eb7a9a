import { Readable } from 'node:stream';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  NoSuchBucket,
  NoSuchKey,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { s3Service } from '../../../local/services/s3.ts';
import { decodeAwsChunked, MalformedChunkedBody } from '../../../local/wire/aws-chunked.ts';
import { serve } from '../../../local/wire/server.ts';
import { aDirectory } from '../../builders/a-change.ts';
import { atEndpoint } from '../../builders/aws-endpoint.ts';

const Bucket = 'recordings';

async function s3(directory = aDirectory()): Promise<S3Client> {
  const server = await serve(s3Service({ buckets: new Set([Bucket]), directory }));
  const client = new S3Client({ ...atEndpoint(server.url), maxAttempts: 1 });
  onTestFinished(async () => {
    client.destroy();
    await server.close();
  });
  return client;
}

describe('the laptop’s S3', () => {
  it('gives back what was put, with its type', async () => {
    const client = await s3();
    const Body = new Uint8Array([0, 1, 2, 255]);
    await client.send(
      new PutObjectCommand({ Bucket, Key: 'calls/a b/1.wav', Body, ContentType: 'audio/wav' }),
    );
    const got = await client.send(new GetObjectCommand({ Bucket, Key: 'calls/a b/1.wav' }));
    expect(await got.Body?.transformToByteArray()).toEqual(Body);
    expect(got.ContentType).toBe('audio/wav');
    const head = await client.send(new HeadObjectCommand({ Bucket, Key: 'calls/a b/1.wav' }));
    expect(head.ContentLength).toBe(4);
  });

  it('takes an upload whose length is told in chunks with a checksum behind them', async () => {
    const client = await s3();
    const Body = Readable.from([Buffer.alloc(70_000, 'a'), Buffer.alloc(5, 'b')]);
    await client.send(new PutObjectCommand({ Bucket, Key: 'long', Body, ContentLength: 70_005 }));
    const got = await client.send(new GetObjectCommand({ Bucket, Key: 'long' }));
    expect(await got.Body?.transformToString()).toBe(`${'a'.repeat(70_000)}bbbbb`);
  });

  it('keeps every object under its own key, whatever is in it', async () => {
    const client = await s3();
    const keys = ['a', 'a/b', 'a//b', '../secret', 'x/../../y', '100%/+', 'ü/日本 & <x>'];
    for (const Key of keys) await client.send(new PutObjectCommand({ Bucket, Key, Body: `this is ${Key}` }));
    const { Contents } = await client.send(new ListObjectsV2Command({ Bucket }));
    expect(Contents?.map(({ Key }) => Key)).toEqual(keys.toSorted());
    for (const Key of keys) {
      const got = await client.send(new GetObjectCommand({ Bucket, Key }));
      expect(await got.Body?.transformToString()).toBe(`this is ${Key}`);
    }
  });

  it('lists by prefix, and forgets what was deleted', async () => {
    const client = await s3();
    for (const Key of ['a/1', 'a/2', 'b/1'])
      await client.send(new PutObjectCommand({ Bucket, Key, Body: 'x' }));
    await client.send(new DeleteObjectCommand({ Bucket, Key: 'a/1' }));
    const { Contents } = await client.send(new ListObjectsV2Command({ Bucket, Prefix: 'a/' }));
    expect(Contents?.map(({ Key, Size }) => [Key, Size])).toEqual([['a/2', 1]]);
  });

  it('refuses a key and a bucket that are not there', async () => {
    const client = await s3();
    await expect(client.send(new GetObjectCommand({ Bucket, Key: 'gone' }))).rejects.toThrow(NoSuchKey);
    await expect(client.send(new PutObjectCommand({ Bucket: 'other', Key: 'x', Body: 'y' }))).rejects.toThrow(
      NoSuchBucket,
    );
  });

  it('keeps its objects for the next start', async () => {
    const directory = aDirectory();
    await (await s3(directory)).send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'v' }));
    const got = await (await s3(directory)).send(new GetObjectCommand({ Bucket, Key: 'k' }));
    expect(await got.Body?.transformToString()).toBe('v');
  });
});

describe('an aws-chunked body', () => {
  const chunk = (bytes: Uint8Array): Buffer =>
    Buffer.concat([
      Buffer.from(`${bytes.length.toString(16)};chunk-signature=0\r\n`),
      bytes,
      Buffer.from('\r\n'),
    ]);

  it('is decoded to the bytes that were chunked, however they were', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ minLength: 1 })), (parts) => {
        const body = Buffer.concat([
          ...parts.map(chunk),
          Buffer.from('0\r\nx-amz-checksum-crc32:AAAA\r\n\r\n'),
        ]);
        expect(decodeAwsChunked(body)).toEqual(Buffer.concat(parts));
      }),
    );
  });

  it('is refused when it is cut short anywhere', () => {
    const body = Buffer.concat([
      chunk(Buffer.from('hello')),
      chunk(Buffer.from('world')),
      Buffer.from('0\r\n'),
    ]);
    for (let length = 0; length < body.length; length += 1)
      expect(() => decodeAwsChunked(body.subarray(0, length))).toThrow(MalformedChunkedBody);
  });
});
