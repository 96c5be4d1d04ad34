import { expect, it } from 'vitest';
import { buildProgress } from './build-progress.ts';

it('tells the steps that took a while, and nothing of those from the cache', () => {
  const told: string[] = [];
  const read = buildProgress((line) => told.push(line));
  for (const line of [
    '#12 [api dependencies 4/4] RUN --mount=type=bind,source=docker/npm     sh /run/npm/install.sh',
    '#13 [web build 2/9] WORKDIR /app',
    '#12 3.1 added 212 packages',
    '#13 CACHED',
    '#12 DONE 3.2s',
    '#14 [web build 3/9] COPY a b',
    '#14 DONE 0.1s',
    'Service api  Built',
  ]) {
    read(line);
  }
  expect(told).toEqual(['  built      api dependencies 4/4: RUN sh /run/npm/install.sh (3.2 s)']);
});
