import { readdir, readFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import path from 'node:path';

/** The files of a built page by URL path, read once: nothing outside this map can be served. */
export type StaticFiles = ReadonlyMap<string, { body: Buffer; contentType: string }>;

const CONTENT_TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
};

/** Only the page's own code and styles, its worklets (blobs) and its own server. */
const CONTENT_SECURITY_POLICY =
  "default-src 'self'; script-src 'self' blob:; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self' ws://127.0.0.1:* ws://localhost:*";

export async function readStaticFiles(folder: string): Promise<StaticFiles> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return new Map(
    await Promise.all(
      files.map(async (entry) => {
        const file = path.join(entry.parentPath, entry.name);
        const contentType = CONTENT_TYPES[path.extname(file)] ?? 'application/octet-stream';
        const url = `/${path.relative(folder, file).split(path.sep).join('/')}`;
        return [url, { body: await readFile(file), contentType }] as const;
      }),
    ),
  );
}

export function serveStatic(files: StaticFiles, urlPath: string, response: ServerResponse): void {
  const file = files.get(urlPath === '/' ? '/index.html' : urlPath);
  if (file === undefined) {
    response.writeHead(404, { 'content-type': 'text/plain' });
    response.end('Not found.\n');
    return;
  }
  response.writeHead(200, {
    'content-type': file.contentType,
    'content-security-policy': CONTENT_SECURITY_POLICY,
    'x-content-type-options': 'nosniff',
  });
  response.end(file.body);
}
