import { GetObjectCommand, NoSuchKey, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { start } from '../../../docker/aws/src/server.ts';
import { region } from '../environment.ts';
import { prefixes, rights, type FunctionName } from './function-variables.ts';

/** An object as CloudFront reads it from the bucket. */
export interface StoredFile {
  body: Uint8Array;
  headers: Record<string, string>;
}

/** An access key of a function. */
export interface SiteKey {
  accessKeyId: string;
  secretAccessKey: string;
}
const NAME = 'chancery-site';

/** The site's bucket on the stand-in for S3, filled as SST fills it. */
export interface SiteBucket extends AsyncDisposable {
  url: string;
  name: string;
  /** The key of each function, which may do here what its role may do on AWS. */
  keys: Record<FunctionName, SiteKey>;
  /** A file of the site, by its path; undefined when there is none. */
  read(path: string): Promise<StoredFile | undefined>;
  put(path: string, body: Uint8Array, contentType: string): Promise<void>;
}

const contentTypes: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.woff2': 'font/woff2',
};

/** Starts the stand-in in a folder of its own and uploads a built site. */
export async function startSiteBucket(openNext: string): Promise<SiteBucket> {
  const dir = mkdtempSync(join(tmpdir(), 'chancery-site-'));
  const owner = { accessKeyId: 'site-owner', secretAccessKey: 'site-owner-secret' };
  const keys = { server: keyOf('server'), image: keyOf('image') };
  const granted = (['server', 'image'] as const).map((who) => ({
    id: keys[who].accessKeyId,
    secret: keys[who].secretAccessKey,
    statements: rights(NAME)[who],
  }));
  const server = await start({ dir, port: 0, ...owner, keys: granted, buckets: [{ name: NAME }] });
  const s3 = new S3Client({ region, endpoint: server.url, credentials: owner, forcePathStyle: true });
  const put = async (Key: string, Body: Uint8Array, ContentType: string, CacheControl?: string) => {
    await s3.send(new PutObjectCommand({ Bucket: NAME, Key, Body, ContentType, CacheControl }));
  };
  for (const [folder, prefix] of Object.entries(prefixes)) {
    for (const file of filesBelow(join(openNext, folder))) {
      const type = contentTypes[extname(file)] ?? 'application/octet-stream';
      await put(`${prefix}/${file}`, readFileSync(join(openNext, folder, file)), type, keptFor(file));
    }
  }
  return {
    url: server.url,
    name: NAME,
    keys,
    read: (path) => readFile(s3, NAME, `${prefixes.assets}/${path}`),
    put: (path, body, contentType) => put(`${prefixes.assets}/${path}`, body, contentType),
    [Symbol.asyncDispose]: async () => {
      s3.destroy();
      await server.close();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

const keyOf = (who: FunctionName): SiteKey => ({
  accessKeyId: `site-${who}`,
  secretAccessKey: `secret-of-the-${who}-function`,
});

/** Names below _next hold a hash of the content and never change. */
const keptFor = (file: string): string =>
  file.startsWith('_next/') ? 'public,max-age=31536000,immutable' : 'public,max-age=0,s-maxage=86400';

async function readFile(s3: S3Client, bucket: string, key: string): Promise<StoredFile | undefined> {
  try {
    const found = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
    const { ContentType = '', CacheControl = '', ETag = '', Body } = found;
    const headers = { 'content-type': ContentType, 'cache-control': CacheControl, etag: ETag };
    return { body: (await Body?.transformToByteArray()) ?? new Uint8Array(), headers };
  } catch (error) {
    if (error instanceof NoSuchKey) return undefined;
    throw error;
  }
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    );
}
