import { expect, it } from 'vitest';
import { progressLine, serviceTable } from './progress.ts';
import type { ServiceState } from './state.ts';

const since = '2026-01-01T00:00:00.000Z';
const ready: ServiceState = {
  name: 'api',
  state: 'ready',
  since,
  readyAfterMs: 1234,
  address: 'http://localhost:1',
  note: 'reference at /docs',
};

it('has one line for a service that is ready or failed, none for the steps between', () => {
  expect(progressLine(ready)).toBe('  api        ready     1.2 s');
  expect(progressLine({ ...ready, state: 'failed' })).toBe('  api        failed');
  expect(progressLine({ ...ready, state: 'starting' })).toBeUndefined();
});

it('shows addresses and notes, leaves out what ran once, and names what is not ready', () => {
  const table = serviceTable([
    ready,
    { name: 'migrate', state: 'ready', since },
    { name: 'converter', state: 'failed', since, address: 'http://127.0.0.1:23', note: 'WebAssembly' },
  ]);
  expect(table.split('\n')).toEqual([
    '  service    address              note',
    '  api        http://localhost:1   reference at /docs',
    '  converter  http://127.0.0.1:23  failed, WebAssembly',
  ]);
});
