import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const HANDLER = 'export const handler = async () => {};\n';

const aFunction = (folder: string, streaming: boolean) => ({
  type: 'function',
  handler: 'index.handler',
  bundle: `.open-next/${folder}`,
  streaming,
});

/** The least that a site built by OpenNext holds, so that the infrastructure is tested without building the site. */
export function writeSiteStub(folder: string): void {
  const write = (file: string, content: string): void => {
    const path = join(folder, file);
    if (existsSync(path)) return;
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  };
  write('.next/BUILD_ID', 'stub');
  write('.next/routes-manifest.json', '{"basePath":""}');
  write('.next/prerender-manifest.json', '{"version":4,"routes":{}}');
  // One of each kind that the edge tells apart.
  for (const file of [
    ...['BUILD_ID', 'a b.txt', 'help.html', '_next/listed.js', '_next/static/x.js'],
    ...['.well-known/security.txt', 'pictures/deep/a.png'],
  ])
    write(`.open-next/assets/${file}`, '');
  write('.open-next/cache/x', '');
  for (const bundle of [
    'server-functions/default',
    'image-optimization-function',
    'revalidation-function',
    'dynamodb-provider',
  ]) {
    write(`.open-next/${bundle}/index.mjs`, HANDLER);
  }
  write(
    '.open-next/open-next.output.json',
    JSON.stringify({
      edgeFunctions: {},
      origins: {
        s3: { type: 's3', originPath: '_assets', copy: [] },
        imageOptimizer: aFunction('image-optimization-function', false),
        default: aFunction('server-functions/default', true),
      },
      behaviors: [],
      additionalProps: {
        initializationFunction: { handler: 'index.handler', bundle: '.open-next/dynamodb-provider' },
        revalidationFunction: { handler: 'index.handler', bundle: '.open-next/revalidation-function' },
      },
    }),
  );
}
