import { createReadStream, existsSync, readdirSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import { Readable } from 'node:stream';
import { Hono } from 'hono';
import { notFound } from './faults.ts';
import type { Instance } from './instance.ts';

const types: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
};

/**
 * The browser builds of clerk-js and its prebuilt forms, and people's pictures. At Clerk a CDN gives the
 * former; the SDK's proxy asks for them here as `/npm/@clerk/<package>@<any version>/dist/<file>`.
 */
export function assetRoutes(instance: Instance): Hono {
  const app = new Hono();

  app.get('/npm/@clerk/:package{(clerk-js|ui)@[^/]+}/dist/:file{.+}', (c) => {
    const [name = '', version = ''] = c.req.param('package').split('@');
    const path = locate(instance.assetsDir, name, version, c.req.param('file'));
    const type = types[/\.\w+$/.exec(path ?? '')?.[0] ?? ''];
    if (!path || !type) notFound('The bundle file');
    c.header('Content-Type', type);
    c.header('Content-Length', String(statSync(path).size));
    c.header('Cache-Control', 'public, max-age=3600');
    c.header('X-Content-Type-Options', 'nosniff');
    return c.body(Readable.toWeb(createReadStream(path)) as ReadableStream<Uint8Array>);
  });

  app.get('/avatar/:file', (c) => {
    c.header('Content-Type', 'image/svg+xml');
    c.header('Cache-Control', 'public, max-age=86400');
    return c.body(picture(c.req.param('file')));
  });

  return app;
}

/** @returns undefined when there is no such file inside the newest matching bundle. */
function locate(folder: string | undefined, name: string, version: string, file: string): string | undefined {
  if (!folder || !existsSync(folder)) return undefined;
  const bundles = readdirSync(folder).filter((entry) => entry.startsWith(`${name}@`));
  const bundle = bundles.find((entry) => entry === `${name}@${version}`) ?? bundles.sort().at(-1);
  if (!bundle) return undefined;
  const root = join(folder, bundle, 'dist');
  const path = join(root, file);
  return path.startsWith(root + sep) && existsSync(path) && statSync(path).isFile() ? path : undefined;
}

/** A plain square in a hue of the person's own, so that nothing is asked of an image host. */
function picture(seed: string): string {
  const hue = [...seed].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 360, 7);
  const square = `<rect width="64" height="64" fill="hsl(${hue} 35% 45%)"/>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">${square}</svg>`;
}
