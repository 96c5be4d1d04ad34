import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { root } from '../clone.ts';
import { readImage, type ImageContents } from './contents/image.ts';
import { missingImports } from './contents/imports.ts';
import type { Lockfile } from './contents/lockfile.ts';
import { faultsOf, type ShippedImage } from './contents/rules.ts';
import { docker } from './docker.ts';
import { absentImages } from './images.ts';
import { testProject, testStackAt } from './test-stack.ts';
import './testing/context.ts';

const MB = 1_000_000;
const wanted = {
  api: {
    workspace: 'backend',
    maxBytes: 900 * MB,
    holds: [
      '/usr/bin/soffice',
      '/usr/local/bin/node',
      '/app/backend/drizzle/meta/_journal.json',
      ...['api', 'worker', 'converter', 'migrate', 'seed'].map((role) => `/app/backend/src/start/${role}.ts`),
    ],
    mayHoldNpm: false,
  },
  // The base image brings npm along.
  web: { workspace: 'frontend', maxBytes: 320 * MB, holds: ['/app/frontend/server.js'], mayHoldNpm: true },
} satisfies Record<string, ShippedImage>;

const { compose } = testStackAt(inject('containers').ports);
const lockfile = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as Lockfile;
const images = {} as Record<keyof typeof wanted, ImageContents>;
const wrongImage = `${testProject}-wrong`;

beforeAll(async () => {
  const { services } = await compose.config();
  const names = { api: services.api?.image ?? '', web: services.web?.image ?? '' };
  if ((await absentImages(Object.values(names))).length > 0) await compose.call(['build', 'api', 'web']);
  images.api = await readImage(names.api);
  images.web = await readImage(names.web);
  // Building both from nothing takes minutes on a busy machine; where the suite has built them it is a second.
}, 900_000);
afterAll(() => docker(['image', 'rm', '--force', wrongImage]));

describe.each(['api', 'web'] as const)('the image of %s', (service) => {
  it('holds what production needs and nothing else', () => {
    expect(faultsOf(images[service], wanted[service], lockfile)).toEqual([]);
  });
});

describe('the image of api', () => {
  it('holds every file that its sources name', () => {
    const files = images.api.files.flatMap((file) => /^\/app\/(backend\/.*)/.exec(file)?.[1] ?? []);
    const sources = files.filter((file) => file.endsWith('.ts'));
    expect(sources.length).toBeGreaterThan(100);
    expect(missingImports(files, (file) => readFileSync(join(root, file), 'utf8'))).toEqual([]);
    const without = files.filter((file) => file !== 'backend/src/config/settings.ts');
    expect(missingImports(without, (file) => readFileSync(join(root, file), 'utf8'))).toContain(
      'backend/src/start/api.ts -> backend/src/config/settings.ts',
    );
  });

  it('has LibreOffice, its bridge, and fonts for the usual ones of Word', async () => {
    const run = ['run', '--rm', '--network', 'none', '--read-only', '--tmpfs', '/tmp', '--entrypoint'];
    const { name } = images.api;
    expect(await docker([...run, 'python3', name, '-c', 'import uno; print(uno.__name__)'])).toBe('uno');
    // Its own profile would go where nothing can be written.
    const version = ['-env:UserInstallation=file:///tmp/profile', '--version'];
    expect(await docker([...run, '/usr/bin/soffice', name, ...version])).toMatch(/^LibreOffice 25\.2/);
    const fonts = ['Calibri', 'Cambria', 'Arial', 'Times New Roman', 'Courier New'];
    const match = `for font in ${fonts.map((font) => `'${font}'`).join(' ')}; do fc-match -f '%{family}\\n' "$font"; done`;
    expect((await docker([...run, 'sh', name, '-c', match])).split('\n')).toEqual([
      ...['Carlito', 'Caladea', 'Liberation Sans', 'Liberation Serif', 'Liberation Mono'],
    ]);
  });
});

it('finds everything that is wrong with a wrong image', async () => {
  const files = [
    '/usr/local/bin/npm',
    '/app/docker/clerk/src/main.ts',
    '/app/backend/src/testing/person.ts',
    '/app/backend/src/docx/read.test.ts',
    '/app/backend/.env',
    '/app/.npmrc',
    '/app/backend/Dockerfile',
    '/app/node_modules/vitest/package.json',
    '/app/node_modules/@copilotkit/aimock/package.json',
  ];
  const folders = files.map((file) => file.replace(/\/[^/]*$/, ''));
  const recipe = [
    `FROM ${images.api.name}`,
    'USER root',
    `RUN mkdir -p ${folders.join(' ')} && touch ${files.join(' ')} && rm /usr/bin/soffice`,
  ];
  await docker(['build', '--quiet', '--network', 'none', '--tag', wrongImage, '-'], {
    input: recipe.join('\n'),
  });
  const wrong = await readImage(wrongImage);
  expect(faultsOf(wrong, { ...wanted.api, maxBytes: 1 }, lockfile)).toEqual([
    'runs as "root" instead of a numbered user',
    `has ${wrong.bytes} bytes; 1 are the most`,
    'lacks /usr/bin/soffice',
    'package manager: /usr/local/bin/npm',
    'not of the product: docker/clerk/src/main.ts',
    'of a test: backend/src/docx/read.test.ts',
    'of a test: backend/src/testing/person.ts',
    'private: .npmrc',
    'private: backend/.env',
    'recipe: backend/Dockerfile',
    'package of a stand-in, of a test or of nobody: node_modules/@copilotkit/aimock',
    'package of a stand-in, of a test or of nobody: node_modules/vitest',
  ]);
});
