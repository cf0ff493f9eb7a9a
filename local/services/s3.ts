import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { decodeAwsChunked } from '../wire/aws-chunked.ts';
import { readBody, type WireHandler, type WireRequest, type WireResponse } from '../wire/server.ts';

export interface S3Options {
  /** Names of the buckets of the template. */
  buckets: ReadonlySet<string>;
  /** Each bucket is a directory in it, each object a file. */
  directory: string;
}

/** What a request is about: a bucket of the template, and an object's key or the empty text. */
interface Target {
  bucket: string;
  key: string;
  query: URLSearchParams;
  directory: string;
}

/** Amazon S3, path style: put, get, head, delete, list. The SDK uses path style when the host is an address. */
export function s3Service({ buckets, directory }: S3Options): WireHandler {
  return async (request, response) => {
    // Not the URL class: it would work out the `..` of a key.
    const [rawPath = '/', query] = (request.url ?? '/').split('?');
    const [bucket = '', ...rest] = rawPath.slice(1).split('/').map(decodeURIComponent);
    const target = { bucket, key: rest.join('/'), query: new URLSearchParams(query), directory };
    if (!buckets.has(bucket)) {
      await readBody(request);
      return sendError(response, 404, 'NoSuchBucket', `The bucket ${bucket} is not in the template.`);
    }
    switch (request.method) {
      case 'PUT':
        return put(target, request, response);
      case 'GET':
        return target.key === '' ? list(target, response) : get(target, response, true);
      case 'HEAD':
        return target.key === '' ? sendEmpty(response, 200) : get(target, response, false);
      case 'DELETE':
        await rm(fileOf(target), { force: true });
        await rm(typeFileOf(target), { force: true });
        return sendEmpty(response, 204);
      default:
        return sendError(response, 501, 'NotImplemented', `${request.method} is not served on a laptop.`);
    }
  };
}

async function put(target: Target, request: WireRequest, response: WireResponse): Promise<void> {
  const raw = await readBody(request);
  const isChunked = String(request.headers['x-amz-content-sha256']).startsWith('STREAMING-');
  const body = isChunked ? decodeAwsChunked(raw) : raw;
  for (const file of [fileOf(target), typeFileOf(target)])
    await mkdir(path.dirname(file), { recursive: true });
  await writeFile(fileOf(target), body);
  await writeFile(typeFileOf(target), request.headers['content-type'] ?? 'application/octet-stream');
  response.setHeader('etag', etag(body));
  sendEmpty(response, 200);
}

async function get(target: Target, response: WireResponse, withBody: boolean): Promise<void> {
  const body = await readFile(fileOf(target)).catch(() => undefined);
  if (body === undefined) {
    if (!withBody) return sendEmpty(response, 404);
    return sendError(response, 404, 'NoSuchKey', `The specified key does not exist: ${target.key}`);
  }
  response.statusCode = 200;
  response.setHeader('content-type', await readFile(typeFileOf(target), 'utf8'));
  response.setHeader('content-length', String(body.byteLength));
  response.setHeader('etag', etag(body));
  response.setHeader('last-modified', (await stat(fileOf(target))).mtime.toUTCString());
  if (withBody) response.end(body);
  else response.end();
}

async function list(target: Target, response: WireResponse): Promise<void> {
  const prefix = target.query.get('prefix') ?? '';
  const root = path.join(target.directory, target.bucket, 'objects');
  const files = await readdir(root, { recursive: true, withFileTypes: true }).catch(() => []);
  const keys = files
    .filter((file) => file.isFile())
    .map((file) => keyOf(path.relative(root, path.join(file.parentPath, file.name))))
    .filter((key) => key.startsWith(prefix))
    .sort();
  const contents = await Promise.all(
    keys.map(async (key) => {
      const { size, mtime } = await stat(fileOf({ ...target, key }));
      return `<Contents><Key>${escapeXml(key)}</Key><LastModified>${mtime.toISOString()}</LastModified><Size>${size}</Size></Contents>`;
    }),
  );
  sendXml(
    response,
    200,
    `<ListBucketResult><Name>${escapeXml(target.bucket)}</Name><Prefix>${escapeXml(prefix)}</Prefix><KeyCount>${keys.length}</KeyCount><MaxKeys>1000</MaxKeys><IsTruncated>false</IsTruncated>${contents.join('')}</ListBucketResult>`,
  );
}

/**
 * Each part of a key is encoded, so that no key leads out of its bucket's directory. Directories end in `+`,
 * so that the keys `a` and `a/b` can both exist.
 */
function fileOf({ directory, bucket, key }: Target): string {
  const parts = key.split('/').map(encodePart);
  const folders = parts.slice(0, -1).map((part) => `${part}+`);
  return path.join(directory, bucket, 'objects', ...folders, ...parts.slice(-1));
}

function typeFileOf({ directory, bucket, key }: Target): string {
  return path.join(directory, bucket, 'types', createHash('sha256').update(key).digest('hex'));
}

/** `%` begins every encoded character, so alone it can stand for a part that is empty. */
function encodePart(part: string): string {
  if (part === '') return '%';
  return /^\.+$/.test(part) ? part.replaceAll('.', '%2E') : encodeURIComponent(part);
}

function keyOf(file: string): string {
  return file
    .split(path.sep)
    .map((part) => part.replace(/\+$/, ''))
    .map((part) => (part === '%' ? '' : decodeURIComponent(part)))
    .join('/');
}

function etag(body: Buffer): string {
  return `"${createHash('md5').update(body).digest('hex')}"`;
}

function sendEmpty(response: WireResponse, status: number): void {
  response.statusCode = status;
  response.end();
}

function sendError(response: WireResponse, status: number, code: string, message: string): void {
  sendXml(response, status, `<Error><Code>${code}</Code><Message>${escapeXml(message)}</Message></Error>`);
}

function sendXml(response: WireResponse, status: number, xml: string): void {
  response.statusCode = status;
  response.setHeader('content-type', 'application/xml');
  response.end(`<?xml version="1.0" encoding="UTF-8"?>${xml}`);
}

function escapeXml(text: string): string {
  return text.replaceAll(/[<>&"']/g, (character) => `&#${character.codePointAt(0)};`);
}
