import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { foreignImages } from './images.ts';

it('finds the images of others in the services and in the Dockerfiles, and no stage among them', () => {
  const context = mkdtempSync(join(tmpdir(), 'chancery-images-'));
  writeFileSync(
    join(context, 'one.Dockerfile'),
    [
      'FROM debian:trixie-slim AS office',
      'FROM node:24-trixie-slim as dependencies',
      'FROM office',
      'COPY --from=dependencies /app /app',
      'COPY --link --from=busybox:1 /bin/true /bin/true',
      'FROM scratch',
    ].join('\n'),
  );
  writeFileSync(join(context, 'Dockerfile'), 'FROM node:24-trixie-slim\n');
  const images = foreignImages({
    services: {
      database: { image: 'postgres:17' },
      api: { image: 'ours-backend', build: { context, dockerfile: 'one.Dockerfile' } },
      web: { image: 'ours-web', build: { context } },
    },
  });
  rmSync(context, { recursive: true });
  expect(images).toEqual(['busybox:1', 'debian:trixie-slim', 'node:24-trixie-slim', 'postgres:17']);
});
